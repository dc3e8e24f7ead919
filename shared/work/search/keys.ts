/** The search index: by word, in a partition of its first letter, so that a beginning is one Query. */
import type { Actor } from '../../kernel/actor.ts';
import type { RecordEvent } from '../../kernel/record-event.ts';
import { table } from '../../kernel/records.ts';

type Of = Pick<RecordEvent, 'entity' | 'record_id'>;

const firstLetter = (word: string) => [...word][0] ?? '';

export const wordKey = (actor: Actor, word: string, { entity, record_id }: Of) => ({
  pk: `T#${actor.tenantId}#SEARCH#${firstLetter(word)}`,
  sk: `${word}#${entity}#${record_id}`,
});

/** What is indexed of a record. */
export const indexedKey = (actor: Actor, { entity, record_id }: Of) => ({
  pk: `T#${actor.tenantId}#INDEXED#${entity}#${record_id}`,
  sk: 'INDEXED',
});

export const beginningQuery = (actor: Actor, beginning: string) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
  ExpressionAttributeValues: {
    ':pk': `T#${actor.tenantId}#SEARCH#${firstLetter(beginning)}`,
    ':beginning': beginning,
  },
});
