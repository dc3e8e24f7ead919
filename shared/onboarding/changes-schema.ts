import * as z from 'zod';

const Task = z.object({ key: z.string(), title: z.string() });

export const PlanChangesBody = z.object({
  added: z.array(Task),
  changed: z.array(Task.extend({ fields: z.array(z.string()) })),
  removed: z.array(Task),
  kept: z.array(Task).meta({ description: 'No longer asked for by the contract, but somebody worked on it' }),
});

const Dated = Task.extend({ due_date: z.string() });

export const PlanPreviewBody = z.object({
  added: z.array(Dated),
  changed: z.array(Dated.extend({ fields: z.array(z.string()), due_date_before: z.string() })),
  removed: z.array(Dated),
});
