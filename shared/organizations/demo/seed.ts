/** An organization to look around in: customers with contracts, which the pipeline reads and plans like any other. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { originalKey } from '../../contracts/contract.ts';
import { createContract } from '../../contracts/create.ts';
import type { Actor, Identity, Origin } from '../../kernel/actor.ts';
import { environment } from '../../kernel/environment.ts';
import { s3For } from '../../kernel/files.ts';
import type { Item } from '../../kernel/records.ts';
import { announced } from '../../provisioning/provisioning.ts';
import { beginOrLeave } from '../../provisioning/start.ts';
import { createOrganization } from '../create.ts';
import { agreements } from './agreements.ts';
import { textPdf } from './pdf.ts';

const PDF = 'application/pdf';
const FIRST_ATTEMPT = 1;

/** Announces each contract and puts its file where a browser would have: from there on nothing is special about it. */
export async function seedContracts(actor: Actor, today = new Date()): Promise<void> {
  const s3 = await s3For(actor, 'write');
  await Promise.all(
    agreements(today).map(async ({ customer, fileName, text }) => {
      const Body = textPdf(text);
      const { id } = await createContract(actor, {
        customer: { name: customer },
        file_name: fileName,
        content_type: PDF,
        size: Body.byteLength,
      });
      const Key = originalKey(actor, String(id));
      await s3.send(
        new PutObjectCommand({ Bucket: environment('BUCKET_NAME'), Key, Body, ContentType: PDF }),
      );
    }),
  );
}

/** Founds an organization for a made-up account, sets it up and fills it. */
export async function foundSeeded(
  identity: Identity,
  request: { readonly requestId: string; readonly origin: Origin },
  input: Parameters<typeof createOrganization>[2],
): Promise<{ organization: Item; actor: Actor }> {
  const founded = await createOrganization(identity, request, input, (founder) => [
    announced(founder, FIRST_ATTEMPT, 'account'),
  ]);
  await Promise.all([beginOrLeave(founded.actor, FIRST_ATTEMPT), seedContracts(founded.actor)]);
  return founded;
}
