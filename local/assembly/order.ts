/** The order in which the resources of all stacks are deployed. */

/** A resource and the keys of those which must be there before it. */
export interface Node {
  readonly key: string;
  readonly needs: Iterable<string>;
}

/**
 * A topological order that keeps the given order wherever the needs allow it. Needs that are no node are ignored.
 *
 * @throws Error that names the resources of a circle
 */
export function deployOrder<T extends Node>(nodes: readonly T[]): readonly T[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const ordered = new Set<T>();
  const path: string[] = [];
  const visit = (node: T): void => {
    if (ordered.has(node)) return;
    const start = path.indexOf(node.key);
    if (start >= 0) throw new Error(`Circular dependency: ${[...path.slice(start), node.key].join(' → ')}.`);
    path.push(node.key);
    for (const key of node.needs) {
      const needed = byKey.get(key);
      if (needed !== undefined) visit(needed);
    }
    path.pop();
    ordered.add(node);
  };
  for (const node of nodes) visit(node);
  return [...ordered];
}
