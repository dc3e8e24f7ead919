/** What a contract's screen takes from its address. */
export interface ContractSearch {
  /** The key of the fact that is chosen: `governing_law/0`. */
  readonly fact?: string;
  /** On a narrow screen, what is shown: the facts where left out. */
  readonly view?: 'document';
}

export const contractSearch = ({ fact, view }: Record<string, unknown>): ContractSearch => ({
  ...(typeof fact === 'string' && fact.length <= 100 && { fact }),
  ...(view === 'document' && { view }),
});

/** What the list of contracts takes from its address. */
import type { ContractStatus } from '../../api/types.ts';
import { TONE } from './text.ts';

export interface ContractsSearch {
  readonly status?: ContractStatus;
  /** Asks for a file at once. */
  readonly upload?: true;
}

export const contractsSearch = ({ status, upload }: Record<string, unknown>): ContractsSearch => ({
  ...(typeof status === 'string' && Object.hasOwn(TONE, status) && { status: status as ContractStatus }),
  ...(upload === true && { upload }),
});
