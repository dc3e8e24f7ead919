/** What a developer proves to be one with, in stages that have routes for them (ID-33). */
import { Problem } from '../kernel/problem.ts';
import { secretValue } from '../kernel/secrets.ts';
import { sameText } from './same-text.ts';

/** @throws Problem 401 `wrong_dev_secret` */
export async function requireDeveloper({
  header,
}: {
  readonly header: (name: string) => string | undefined;
}): Promise<void> {
  if (!sameText(header('x-dev-secret') ?? '', await secretValue('DEV_SECRET_SECRET')))
    throw new Problem(401, 'wrong_dev_secret', 'Send the stage’s dev secret as "X-Dev-Secret".');
}
