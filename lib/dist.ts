/** Where the build puts what it makes. */
import path from 'node:path';
import { ROOT } from './definitions.ts';

export const DIST = path.join(ROOT, 'dist');
/** A folder for each function, with its `index.mjs`. */
export const BUNDLES = path.join(DIST, 'functions');
/** The web app. */
export const WEB = path.join(DIST, 'web');
