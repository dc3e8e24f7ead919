/** Path patterns of cache behaviours: `*` for any characters, `?` for one; case counts. */
export function matchesPattern(pattern: string, path: string): boolean {
  const source = pattern.replace(/^\/?/, '/').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${source.replaceAll('*', '[\\s\\S]*').replaceAll('?', '[\\s\\S]')}$`).test(path);
}
