/** What joining a function's chunks by value rests on; see lib/link.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Node, type Pattern, parse } from 'acorn';
import { ancestor, base, full } from 'acorn-walk';
import { expect, it } from 'vitest';
import { CHUNKS } from '../../lib/dist.ts';

/** Names that a pattern binds or assigns. */
function namesOf(pattern: Pattern | null): string[] {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(namesOf);
  if (pattern.type === 'AssignmentPattern') return namesOf(pattern.left);
  if (pattern.type === 'RestElement') return namesOf(pattern.argument);
  if (pattern.type === 'ObjectPattern')
    return pattern.properties.flatMap((property) =>
      namesOf(property.type === 'RestElement' ? property.argument : property.value),
    );
  return [];
}

const isFunction = ({ type }: Node) => /Function|StaticBlock/.test(type);

/** Names that a node declares in the scope around it. */
function declaredBy(node: Node): string[] {
  const { type, id, param } = node as Node & { id?: Pattern | null; param?: Pattern | null };
  if (type === 'CatchClause') return namesOf(param ?? null);
  return /^VariableDeclarator$|^FunctionDeclaration$|^Class/.test(type) ? namesOf(id ?? null) : [];
}

/** Nodes of a function, but for what stands in functions within it. */
const OWN = { ...base, Function: () => {} };

/** Names that a function declares itself. */
function ownNames(fn: Node): Set<string> {
  const { id, params = [], body } = fn as Node & { id?: Pattern | null; params?: Pattern[]; body: Node };
  const names = [...namesOf(id ?? null), ...params.flatMap(namesOf)];
  for (const node of [body].flat()) full(node, (inner) => void names.push(...declaredBy(inner)), OWN);
  return new Set(names);
}

it('no chunk assigns later what it exports, or awaits at its top', () => {
  const files = readdirSync(CHUNKS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjs'),
  );
  expect(files.length).toBeGreaterThan(100);
  const faults = files.flatMap((file) => {
    const program = parse(readFileSync(path.join(CHUNKS, file), 'utf8'), {
      ecmaVersion: 'latest',
      sourceType: 'module',
    });
    const exported = new Set(
      program.body.flatMap((node) =>
        node.type === 'ExportNamedDeclaration'
          ? node.specifiers.flatMap(({ local }) => (local.type === 'Identifier' ? [local.name] : []))
          : [],
      ),
    );
    const found: string[] = [];
    const assigned = (names: readonly string[], around: readonly Node[]) => {
      const functions = around.filter(isFunction);
      if (functions.length === 0) return;
      for (const name of names)
        if (exported.has(name) && !functions.some((fn) => ownNames(fn).has(name)))
          found.push(`${file} assigns ${name} later`);
    };
    ancestor(program, {
      AssignmentExpression: ({ left }, _, around) => assigned(namesOf(left as Pattern), around),
      UpdateExpression: ({ argument }, _, around) => assigned(namesOf(argument as Pattern), around),
      AwaitExpression: ({ start }, _, around) => {
        if (!around.some(isFunction)) found.push(`${file} awaits at its top, at ${start}`);
      },
    });
    return found;
  });
  expect(faults).toEqual([]);
});
