/** Whether anybody may look around here, and within which bounds: the stage says so (ID-06). */
import * as z from 'zod';
import { environment } from '../kernel/environment.ts';

const DemoMode = z.object({ hours: z.number(), perHour: z.number(), perAddress: z.number() });

/** @returns undefined where there are no demonstrations */
export function demoMode(): z.output<typeof DemoMode> | undefined {
  const value = environment('DEMO');
  return value === 'off' ? undefined : DemoMode.parse(JSON.parse(value));
}
