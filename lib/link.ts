/**
 * The chunks that a function loads when it starts, joined into one file. Splitting leaves fifty of them, and resolving,
 * opening and linking each took a fifth of a cold start's processor time. Each chunk becomes a function called in the
 * order of its imports; lazily loaded chunks stay files, and reach the joined ones through stubs.
 *
 * Joining by value holds while no exported name is assigned later and nothing awaits at the top: test/infra/bundles.
 */
import path from 'node:path';
import { init, parse } from 'es-module-lexer';

/** Code by its path within the bundles: `<function>.mjs`, `chunks/<hash>.mjs`. */
type Chunks = ReadonlyMap<string, string>;

interface Linked {
  /** New files by their path within the function's folder. */
  readonly written: ReadonlyMap<string, string>;
  /** Chunks that the folder needs as they are. */
  readonly kept: readonly string[];
}

interface Chunk {
  readonly code: string;
  readonly imports: readonly Import[];
  /** Chunks that it loads later. */
  readonly lazy: readonly string[];
  /** `local as exported`, in esbuild's writing; undefined where it is written otherwise, as CommonJS is. */
  readonly exports: readonly string[] | undefined;
  readonly asksWhere: boolean;
}

interface Import {
  /** A chunk's path, or a module of Node. */
  readonly from: string;
  readonly isChunk: boolean;
  /** What stands left of `=` when the module is an object: `{a:b}`, `c`. */
  readonly bindings: readonly { readonly target: string; readonly isDefault?: true }[];
}

const IMPORT = /^import ?(?:([\w$]+),?)?(?:\{([^}]*)\}|\*as ([\w$]+))?(?: ?from)?["'][^"']+["']$/;
const EXPORT = /export\{([^{}]*)\};?\s*$/;

/** @param banner esbuild's, which stands before each chunk and has to stand before what is joined */
export async function createLinker(chunks: Chunks, banner: string) {
  await init;
  const parsed = new Map<string, Chunk>();
  const chunkAt = (file: string): Chunk => {
    const known = parsed.get(file);
    if (known) return known;
    const text = chunks.get(file);
    if (text === undefined) throw new Error(`There is no chunk ${file}.`);
    const chunk = parseChunk(file, text.startsWith(banner) ? text.slice(banner.length) : text);
    parsed.set(file, chunk);
    return chunk;
  };

  /** What `file` loads when it starts, in the order of evaluation. */
  function inOrder(file: string, done: string[] = [], open: string[] = []): string[] {
    if (done.includes(file)) return done;
    if (open.includes(file)) throw new Error(`Chunks import each other: ${[...open, file].join(', ')}`);
    for (const { from, isChunk } of chunkAt(file).imports) if (isChunk) inOrder(from, done, [...open, file]);
    done.push(file);
    return done;
  }

  /** Everything that `file` may come to load. */
  function reach(file: string, reached = new Set<string>()): Set<string> {
    if (reached.has(file)) return reached;
    reached.add(file);
    const { imports, lazy } = chunkAt(file);
    for (const { from, isChunk } of imports) if (isChunk) reach(from, reached);
    for (const later of lazy) reach(later, reached);
    return reached;
  }

  return (entry: string): Linked => {
    const joined = inOrder(entry);
    const all = [...reach(entry)];
    // Code that asks for its own place (to be a process of its own, or for a file beside it) has to stay there.
    if (all.some((file) => chunkAt(file).asksWhere))
      return {
        written: new Map([['index.mjs', chunks.get(entry) as string]]),
        kept: all.filter((file) => file !== entry),
      };
    const kept = all.filter((file) => !joined.includes(file));
    const wanted = new Set([
      ...kept.flatMap((file) => chunkAt(file).imports.map(({ from }) => from)),
      ...all.flatMap((file) => chunkAt(file).lazy),
    ]);
    const stubs = joined.filter((file) => wanted.has(file));
    return {
      written: new Map([
        ['index.mjs', banner + join(joined, chunkAt, stubs)],
        ...stubs.map((file) => [file, stub(file, chunkAt(file))] as const),
      ]),
      kept,
    };
  };
}

function parseChunk(file: string, text: string): Chunk {
  const [found, exported] = parse(text);
  const last = exported.length > 0 ? text.lastIndexOf('export{') : text.length;
  const exports = namesIn(last < 0 ? '' : text.slice(last));
  const imports: Import[] = [];
  const lazy: string[] = [];
  let asksWhere = false;
  let code = '';
  let at = 0;
  for (const { n: from, ss, se, s, e, d } of found) {
    if (d === -2) asksWhere = true;
    else if (d > -1 && from?.startsWith('.')) {
      lazy.push(placeOf(file, from));
      // In the joined file it is seen from the function's folder.
      code += `${text.slice(at, s)}"./${placeOf(file, from)}"`;
      at = e;
    } else if (d === -1 && from !== undefined) {
      imports.push(importOf(file, from, text.slice(ss, se)));
      code += text.slice(at, ss);
      at = text[se] === ';' ? se + 1 : se;
    }
  }
  return {
    code: code + text.slice(at, last < 0 ? text.length : last),
    imports,
    lazy,
    exports: exports.length === exported.length ? exports : undefined,
    asksWhere,
  };
}

const namesIn = (statement: string) => EXPORT.exec(statement)?.[1]?.split(',').filter(Boolean) ?? [];

const placeOf = (file: string, from: string) => path.posix.join(path.posix.dirname(file), from);

function importOf(file: string, from: string, statement: string): Import {
  const parts = IMPORT.exec(statement);
  if (!parts) throw new Error(`An import of ${file} is not written as expected: ${statement.slice(0, 200)}`);
  const [, whole, names, namespace] = parts;
  const isChunk = from.startsWith('.');
  return {
    from: isChunk ? placeOf(file, from) : from,
    isChunk,
    bindings: [
      ...(whole ? [{ target: whole, isDefault: true as const }] : []),
      ...(namespace ? [{ target: namespace }] : []),
      ...(names ? [{ target: `{${names.split(',').map(inPattern).join(',')}}` }] : []),
    ],
  };
}

/** `imported as local` of an import, in a destructuring. */
const inPattern = (name: string) => name.trim().replace(/ as /, ':');

/** `local as exported` of an export, in an object. */
const inObject = (name: string) => {
  const [local = '', exported = local] = name.trim().split(' as ');
  return `${exported}:${local}`;
};

const exportedName = (name: string) => name.trim().split(' as ').at(-1) as string;

function exportsOf(file: string, { exports }: Chunk): readonly string[] {
  if (!exports) throw new Error(`${file} is loaded at the start and exports in a way that cannot be joined.`);
  return exports;
}

/** The variable that holds what a chunk exports. */
const nameOf = (file: string) => `__${path.posix.basename(file, '.mjs').replaceAll(/\W/g, '_')}`;

function join(files: readonly string[], chunkAt: (file: string) => Chunk, stubs: readonly string[]): string {
  const modules = new Map<string, string>();
  const moduleName = (from: string) => {
    const name = modules.get(from) ?? `__module${modules.size}`;
    modules.set(from, name);
    return name;
  };
  const calls = files.map((file) => {
    const { code, imports } = chunkAt(file);
    const exports = exportsOf(file, chunkAt(file));
    const bindings = imports.flatMap(({ from, isChunk, bindings: targets }) =>
      targets.map(({ target, isDefault }) => {
        const module = isChunk ? nameOf(from) : moduleName(from);
        return `${target}=${module}${isDefault ? '.default' : ''}`;
      }),
    );
    const start = bindings.length > 0 ? `const ${bindings.join(',')};` : '';
    return `const ${nameOf(file)}=(()=>{${start}${code}\nreturn{${exports.map(inObject).join(',')}}})();\n`;
  });
  const entry = files.at(-1) as string;
  const own = exportsOf(entry, chunkAt(entry)).map(exportedName);
  return [
    ...[...modules].map(([from, name]) => `import*as ${name} from"${from}";`),
    ...calls,
    `export const{${own.join(',')}}=${nameOf(entry)};`,
    stubs.length > 0 ? `export const __chunks={${stubs.map((file) => nameOf(file)).join(',')}};` : '',
  ].join('');
}

const stub = (file: string, chunk: Chunk) =>
  `import{__chunks}from"../index.mjs";export const{${exportsOf(file, chunk).map(exportedName).join(',')}}=__chunks.${nameOf(file)};`;
