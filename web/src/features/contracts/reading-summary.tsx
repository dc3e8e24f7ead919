import type { Contract } from '../../api/types.ts';
import { formatElapsed, formatNumber, plural } from '../../components/format.ts';
import styles from './contract-page.module.css';

/** How the contract was read: by what, how long it took, what it cost. */
export function ReadingSummary({ contract }: { readonly contract: Contract }) {
  const { extractor_reason, usage, progress, facts } = contract;
  const [first] = progress.stages;
  const end = progress.stages.at(-1)?.left_at;
  const parts = [
    facts !== null && plural(facts, 'fact'),
    first && end && `in ${formatElapsed(Date.parse(end) - Date.parse(first.entered_at))}`,
  ].filter(Boolean);
  const cost = usage
    ? ` ${formatNumber(usage.input_tokens + usage.output_tokens)} tokens, $${usage.cost_usd.toFixed(2)}.`
    : '';
  if (parts.length === 0) return null;
  return (
    <p className={styles.summary}>
      {`${parts.join(' ')}.${extractor_reason ? ` ${extractor_reason}` : ''}${cost}`}
    </p>
  );
}
