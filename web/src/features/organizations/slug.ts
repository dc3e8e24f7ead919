/** What is typed, as far as it can be part of an address. */
export const slugOf = (typed: string) =>
  typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^-/, '');
