import { store, stored } from '../../components/stored.ts';

const STORED = 'gangway.portal';

/** Whose portal this browser was in last, by its short name: where to sign in again. */
export const lastPortal = () => stored(STORED);
export const rememberPortal = (slug: string) => store(STORED, slug);
