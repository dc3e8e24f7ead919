/** Makes a failing request as small as it still fails in the same way. */
import { type Draft, parsed } from './requests.ts';
import { placesIn, withRaw } from './shapes.ts';

const ATTEMPTS = 150;

/** @param fails whether a smaller request shows the same fault */
export async function minimize(failing: Draft, fails: (smaller: Draft) => Promise<boolean>): Promise<Draft> {
  let smallest = failing;
  let attempts = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smaller(smallest)) {
      if (++attempts > ATTEMPTS) return smallest;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      progress = true;
      break;
    }
  }
  return smallest;
}

function* smaller(draft: Draft): Generator<Draft> {
  if (draft.body !== undefined) {
    const { body: _, ...rest } = draft;
    yield rest;
  }
  for (const index of draft.headers.keys()) yield { ...draft, headers: draft.headers.toSpliced(index, 1) };
  for (const index of draft.query.keys()) yield { ...draft, query: draft.query.toSpliced(index, 1) };
  const value = parsed(draft.body);
  if (value !== undefined)
    for (const place of placesIn(value).slice(1, 60))
      yield { ...draft, body: withRaw(value, place, undefined) };
  else if (draft.body && draft.body.length > 1)
    yield { ...draft, body: draft.body.slice(0, draft.body.length >> 1) };
  for (const [index, query] of draft.query.entries())
    if (query.length > 60)
      yield { ...draft, query: draft.query.with(index, query.slice(0, query.length >> 1)) };
  for (const [index, segment] of draft.segments.entries())
    if (segment.length > 60)
      yield { ...draft, segments: draft.segments.with(index, segment.slice(0, segment.length >> 1)) };
}
