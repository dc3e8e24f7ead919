/** Signing out, from wherever: nothing that waits is lost unasked, and nothing of the person stays. */
import { useMutation } from '@tanstack/react-query';
import { staffSession } from '../../api/session.ts';
import { cell, useCell } from '../../components/cell.ts';
import { hasDrafts } from '../../components/drafts.ts';
import { stopUploads, waitingFiles } from '../contracts/upload-queue.ts';
import { forgetStored, lastPerson, leavePage } from './person.ts';
import { signOut } from './queries.ts';

export interface Loss {
  /** Names of files that are not uploaded. */
  readonly files: readonly string[];
  /** Something was typed in this tab and not saved. */
  readonly typed: boolean;
  readonly answer: (leave: boolean) => void;
}

const question = cell<Loss | undefined>(undefined);

/** What is asked about just now. */
export const useLoss = (): Loss | undefined => useCell(question);

async function mayLeave(): Promise<boolean> {
  const person = lastPerson();
  const files = person === undefined ? [] : await waitingFiles(person);
  const typed = hasDrafts();
  if (files.length === 0 && !typed) return true;
  return new Promise((resolve) => {
    question.set({
      files,
      typed,
      answer: (leave) => {
        question.set(undefined);
        resolve(leave);
      },
    });
  });
}

/** Everything of whoever was signed in: what is stored, and the files that waited. */
export async function forgetPerson(): Promise<void> {
  staffSession.forget();
  forgetStored();
  await stopUploads();
}

/** @param to instead of the managed login's own sign-out: also where the session is over already */
export function useSignOut(to?: string) {
  return useMutation({
    mutationFn: async () => {
      if (!(await mayLeave())) return;
      const ended = to === undefined ? await signOut() : await signOut().catch(() => undefined);
      await forgetPerson();
      leavePage(to ?? ended?.sign_out_url ?? '/sign-in');
    },
  });
}
