/** Where the build puts what it makes. */
import path from 'node:path';
import { ROOT } from './definitions.ts';

export const DIST = path.join(ROOT, 'dist');
/** What esbuild makes of the functions, before each gets its own folder. */
export const CHUNKS = path.join(DIST, 'bundle');
/** A folder for each function, with its `index.mjs`. */
export const BUNDLES = path.join(DIST, 'functions');
/** The web app. */
export const WEB = path.join(DIST, 'web');
