import { formatDateTime, formatRelative } from './format.ts';

/** Relative time, with the absolute on hover. */
export function RelativeTime({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at, Date.now())}
    </time>
  );
}
