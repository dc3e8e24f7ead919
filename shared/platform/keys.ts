/** Keys of what the platform knows. Partitions of indexes are lists over all organizations. */
import { createHash } from 'node:crypto';

export const summaryPartition = (tenantId: string) => `DIR#FLEET#${tenantId}`;
/** Sort keys in an organization's partition. Marks of what was counted already come behind both. */
export const SUMMARY = 'DIR';
export const RUN = 'RUN';
export const seenKey = (eventId: string) => `SEEN#${eventId}`;

export const COUNTS_PARTITION = 'DIR#FLEET#COUNTS';
/** Organizations write to different items, so that fifty that begin at once do not wait for each other. */
const COUNT_ITEMS = 16;
export const countsKey = (tenantId: string) => {
  const [first = 0] = createHash('sha256').update(tenantId).digest();
  return { pk: COUNTS_PARTITION, sk: `COUNTS#${String(first % COUNT_ITEMS).padStart(2, '0')}` };
};

const LIST = 'DIR#FLEET#LIST';
export const LISTS = {
  all: LIST,
  status: (status: string) => `${LIST}#STATUS#${status}`,
  plan: (plan: string) => `${LIST}#PLAN#${plan}`,
  blueprint: (blueprint: string) => `${LIST}#BLUEPRINT#${blueprint}`,
  slugs: `${LIST}#SLUGS`,
} as const;

export const runsOf = (status: string) => `DIR#FLEET#RUNS#${status}`;

export const OVERSIGHT_PARTITION = 'DIR#OVERSIGHT#LOG';
