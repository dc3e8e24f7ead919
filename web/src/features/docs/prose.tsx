/** Text in which code stands between backticks. */
export function Prose({ children }: { readonly children: string }) {
  return children.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never change
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
