import * as z from 'zod';
import { OwnerBody } from './task-schema.ts';

const count = z.number().int();

export const ProgressBody = z.object({ total: count, done: count, percent: count });

export const PlanSummaryBody = z.object({
  id: z.string().meta({ description: 'The contract’s id' }),
  customer_id: z.string(),
  customer_name: z.string(),
  owner_id: z.string().meta({ description: 'The account of the member whom the customer is assigned to' }),
  contract_id: z.string(),
  name: z.string(),
  start_date: z.string(),
  go_live_date: z.string(),
  agreed_go_live_date: z.string().nullable().meta({ description: 'As the contract has it' }),
  progress: ProgressBody,
  version: count,
  next_step: z
    .object({ key: z.string(), title: z.string(), due_date: z.string(), owner: OwnerBody })
    .nullable()
    .meta({ description: 'What can be worked on now and is due first' }),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
});
