import { Code, CopyButton, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDateTime } from '../../components/format.ts';
import { TextLink } from '../../components/link-button.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Fact, Facts, SideDrawer, Subtitle } from '../../components/side-drawer.tsx';
import styles from './audit.module.css';
import { entryQuery } from './queries.ts';
import { actorText, eventText, valueText } from './text.ts';

interface Props {
  /** The entry that is open; undefined where none is. */
  readonly id: string | undefined;
  /** The same entry, where the list has it. */
  readonly known: AuditEntry | undefined;
  readonly onClose: () => void;
}

export function EntryDrawer({ id, known, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    ...entryQuery(id ?? ''),
    enabled: id !== undefined && !known,
  });
  const entry = known ?? (id ? data : undefined);
  const title = entry ? eventText(entry.event) : t('audit.audit');
  return (
    <SideDrawer opened={id !== undefined} onClose={onClose} title={title}>
      {entry ? (
        <Entry entry={entry} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <RowSkeleton rows={6} />
      )}
    </SideDrawer>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const { actor, resource } = entry;
  return (
    <>
      <Facts>
        <Fact name={t('audit.column.resource')}>
          {resource.label}
          <TextLink to="/settings/audit" search={{ type: resource.type, resource: resource.id }}>
            {t('audit.showResource')}
          </TextLink>
        </Fact>
        <Fact name={t('audit.column.actor')}>
          {actorText(entry)}
          <TextLink to="/settings/audit" search={{ actor: actor.id }}>
            {t('audit.showActor')}
          </TextLink>
        </Fact>
        {actor.address && <Fact name={t('audit.column.address')}>{actor.address}</Fact>}
        {actor.agent && <Fact name={t('audit.agent')}>{actor.agent}</Fact>}
        <Fact name={t('audit.happened')}>{formatDateTime(entry.at)}</Fact>
      </Facts>
      <Subtitle>{t('audit.changes')}</Subtitle>
      <Changes changes={entry.changes} />
      <Subtitle>{t('audit.entry', { sequence: entry.sequence })}</Subtitle>
      <Facts>
        <Fact name={t('audit.recorded')}>{formatDateTime(entry.recorded_at)}</Fact>
        <Fact name={t('audit.request')}>
          <Copied text={entry.request_id} />
        </Fact>
        <Fact name={t('audit.hash')}>
          <Copied text={entry.hash} />
        </Fact>
        {entry.previous_hash && (
          <Fact name={t('audit.previous')}>
            <Copied text={entry.previous_hash} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

function Copied({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <UnstyledButton className={styles.code} onClick={copy} title={t('audit.copy')}>
          <Code>{text}</Code>
          <span role="status" className={styles.copied}>
            {copied && t('audit.copied')}
          </span>
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function Changes({ changes }: Pick<AuditEntry, 'changes'>) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className={styles.none}>{t('audit.noChanges')}</p>;
  return (
    <table className={styles.diff}>
      <thead>
        <tr>
          <th scope="col">{t('audit.field')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">{change.field}</th>
            {'hidden' in change ? (
              <td colSpan={2} className={styles.hidden}>
                {t(`audit.hidden.${change.hidden}`)}
              </td>
            ) : (
              <>
                <td className={styles.was}>{valueText(change.before)}</td>
                <td className={styles.is}>{valueText(change.after)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
