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
