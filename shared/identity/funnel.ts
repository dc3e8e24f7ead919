/**
 * The funnel of signing up (ID-38), as CloudWatch's embedded metric format: one line of the log is the metric. Counts
 * only, of nobody.
 */
import { environment } from '../kernel/environment.ts';

type FunnelStep =
  | 'SignUpRequested'
  | 'SignUpAccepted'
  | 'SignUpRefused'
  | 'VerificationRequested'
  | 'Verified'
  | 'SignedIn'
  | 'SignInRefused';

/** Straight to the log: what goes through `console` is wrapped, and no metric any more. */
export function countStep(step: FunnelStep): void {
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        { Namespace: 'Gangway/Identity', Dimensions: [['Stage']], Metrics: [{ Name: step, Unit: 'Count' }] },
      ],
    },
    Stage: environment('STAGE'),
    [step]: 1,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
