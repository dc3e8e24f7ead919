/**
 * Keeps the search index. Each record has one item that says which words lead to it and which change that was: of two
 * changes the later one wins, in whatever order they come.
 */
import type { Actor } from '../../kernel/actor.ts';
import { isSame, type RecordEvent } from '../../kernel/record-event.ts';
import { failedConditions, getItem, type TransactItem, table, transact } from '../../kernel/records.ts';
import { epochSeconds, REPLAY_SECONDS } from '../../kernel/time.ts';
import { type Document, documentOf } from './documents.ts';
import { indexedKey, wordKey } from './keys.ts';

const AT_ONCE = 8;
const ATTEMPTS = 4;

interface Change {
  readonly event: RecordEvent;
  readonly document: Document | undefined;
}

export async function indexEvents(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const newest = new Map<string, Change>();
  for (const event of events) {
    const document = documentOf(event, event.after);
    // Then this change says nothing that the one before it did not say.
    if (isSame(document, documentOf(event, event.before))) continue;
    const name = `${event.key.pk} ${event.key.sk}`;
    const known = newest.get(name);
    if (!known || known.event.sequence < event.sequence) newest.set(name, { event, document });
  }
  const changes = [...newest.values()];
  for (let start = 0; start < changes.length; start += AT_ONCE)
    await Promise.all(changes.slice(start, start + AT_ONCE).map((change) => indexOne(actor, change)));
}

async function indexOne(actor: Actor, { event, document }: Change): Promise<void> {
  const key = indexedKey(actor, event);
  for (let attempt = 1; ; attempt++) {
    const known = await getItem(actor, { TableName: table().table, Key: key });
    const sequence = known?.sequence as string | undefined;
    if (sequence !== undefined && sequence >= event.sequence) return;
    try {
      await transact(actor, writes(actor, event, document, known as Known | undefined));
      return;
    } catch (error) {
      if (!failedConditions(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

type Known = { readonly sequence: string; readonly words: readonly string[] };

function writes(
  actor: Actor,
  event: RecordEvent,
  document: Document | undefined,
  known: Known | undefined,
): TransactItem[] {
  const TableName = table().table;
  const words = document?.words ?? [];
  const stale = (known?.words ?? []).filter((word) => !words.includes(word));
  return [
    {
      Put: {
        TableName,
        Item: {
          ...indexedKey(actor, event),
          sequence: event.sequence,
          words,
          // One that is gone is remembered as long as an earlier change of it can still arrive.
          ...(!document && { expires_at: epochSeconds() + REPLAY_SECONDS }),
        },
        ...(known
          ? {
              ConditionExpression: '#sequence = :sequence',
              ExpressionAttributeNames: { '#sequence': 'sequence' },
              ExpressionAttributeValues: { ':sequence': known.sequence },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    ...words.map((word) => ({ Put: { TableName, Item: { ...wordKey(actor, word, event), document } } })),
    ...stale.map((word) => ({ Delete: { TableName, Key: wordKey(actor, word, event) } })),
  ];
}
