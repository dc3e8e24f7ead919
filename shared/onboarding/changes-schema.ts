import * as z from 'zod';

const Task = z.object({ key: z.string(), title: z.string() });

export const PlanChangesBody = z.object({
  added: z.array(Task),
  changed: z.array(Task.extend({ fields: z.array(z.string()) })),
  removed: z.array(Task),
  kept: z.array(Task).meta({ description: 'No longer asked for by the contract, but somebody worked on it' }),
});
