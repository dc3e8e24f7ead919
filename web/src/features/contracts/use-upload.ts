import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { isApiError } from '../../api/errors.ts';
import type { ContentType } from '../../api/types.ts';
import { uploadFile } from '../../api/upload.ts';
import { t } from '../../i18n/i18n.ts';
import type { CustomerChoice } from '../customers/customer-picker.tsx';
import { checkFile } from './file-check.ts';
import { archiveContract, contractsKey, createContract } from './queries.ts';

export interface ChosenFile {
  readonly file: File;
  readonly type: ContentType;
}

export interface Existing {
  readonly id: string;
  readonly name: string;
}

export interface Upload {
  readonly chosen: ChosenFile | undefined;
  /** Why the last files were not taken. */
  readonly problem: string | undefined;
  /** 0…1 while it is being sent. */
  readonly progress: number | undefined;
  readonly error: unknown;
  /** The customer of that name who is there already. */
  readonly existing: Existing | undefined;
  readonly choose: (files: readonly File[]) => void;
  readonly start: (customer: CustomerChoice, allowDuplicate?: boolean) => Promise<void>;
  /** Stops an upload under way, else puts the file away. */
  readonly cancel: () => void;
  readonly dismissProblem: () => void;
}

/** From a file to a contract: announce it, send its file, open its page. */
export function useUpload(): Upload {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ChosenFile>();
  const [problem, setProblem] = useState<string>();
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [existing, setExisting] = useState<Existing>();
  const abort = useRef<AbortController>(undefined);
  // A customer that an earlier attempt created: trying again must not ask whether it is the same.
  const created = useRef<Existing>(undefined);

  const choose = useCallback((files: readonly File[]) => {
    const [file] = files;
    if (!file || abort.current) return;
    const check = files.length > 1 ? { problem: t('contracts.oneAtATime') } : checkFile(file);
    setError(undefined);
    setExisting(undefined);
    if ('problem' in check) return setProblem(check.problem);
    setProblem(undefined);
    setChosen({ file, type: check.type });
  }, []);

  const start = async (customer: CustomerChoice, allowDuplicate = false) => {
    if (!chosen || abort.current) return;
    const { file, type } = chosen;
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setExisting(undefined);
    setProgress(0);
    let announced: string | undefined;
    try {
      const { contract, upload } = await createContract({
        customer: reference(customer, created.current, allowDuplicate),
        file_name: file.name,
        content_type: type,
        size: file.size,
      });
      announced = contract.id;
      created.current = { id: contract.customer_id, name: contract.customer_name };
      await uploadFile(upload, file, { signal: controller.signal, onProgress: setProgress });
      await queryClient.invalidateQueries({ queryKey: contractsKey, refetchType: 'none' });
      await navigate({ to: '/contracts/$id', params: { id: contract.id } });
    } catch (failure) {
      // A contract without a file is of no use to anybody; if this fails too, it is listed as waiting for its file.
      if (announced) await archiveContract(announced).catch(() => undefined);
      void queryClient.invalidateQueries({ queryKey: ['customers'] });
      setProgress(undefined);
      const known = existingCustomer(failure);
      if (known) setExisting(known);
      else if (!controller.signal.aborted) setError(failure);
    } finally {
      abort.current = undefined;
    }
  };

  const cancel = () => {
    if (abort.current) return abort.current.abort();
    setChosen(undefined);
    setProblem(undefined);
    setError(undefined);
    setExisting(undefined);
  };

  const dismissProblem = () => setProblem(undefined);
  return { chosen, problem, progress, error, existing, choose, start, cancel, dismissProblem };
}

function reference(customer: CustomerChoice, created: Existing | undefined, allowDuplicate: boolean) {
  if ('id' in customer) return { id: customer.id };
  const name = customer.name.trim();
  if (created?.name === name) return { id: created.id };
  return { name, ...(allowDuplicate && { allow_duplicate: true }) };
}

function existingCustomer(error: unknown): Existing | undefined {
  if (!isApiError(error, 'customer_exists')) return undefined;
  const { customer_id: id, customer_name: name } = error.data;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
}
