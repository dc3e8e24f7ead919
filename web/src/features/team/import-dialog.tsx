import { Button, FileButton, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, TeamImport } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { currentLanguage } from '../../i18n/i18n.ts';
import { ImportRows } from './import-rows.tsx';
import { importTeam, invitationsKey } from './queries.ts';
import styles from './team.module.css';

/** With what base64 adds, a body of the API. */
const MOST_BYTES = 700 * 1024;

interface Props {
  readonly roles: readonly Role[];
  readonly onClose: () => void;
}

/** A team from a CSV file: looked at first, row by row, then invited (TEAM-03). */
export function ImportDialog({ roles, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const choice = roles.filter(({ assignable }) => assignable);
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const [tooLarge, setTooLarge] = useState<string>();
  const [role, setRole] = useState(choice.filter(({ preset }) => preset).at(-1)?.key ?? choice[0]?.key ?? '');
  const run = useMutation({
    mutationFn: (asked: { content: string; role: string; dryRun: boolean }) =>
      importTeam({
        content: asked.content,
        language: currentLanguage(),
        dry_run: asked.dryRun,
        ...(asked.role && { role: asked.role }),
      }),
    onSuccess: ({ dry_run }) => {
      if (!dry_run) void queryClient.invalidateQueries({ queryKey: invitationsKey });
    },
  });
  const look = (content: string, withRole: string) => run.mutate({ content, role: withRole, dryRun: true });
  const take = async (chosen: File | null | undefined) => {
    if (!chosen) return;
    run.reset();
    setFile(undefined);
    setTooLarge(chosen.size > MOST_BYTES ? chosen.name : undefined);
    if (chosen.size > MOST_BYTES) return;
    const content = base64(new Uint8Array(await chosen.arrayBuffer()));
    setFile({ name: chosen.name, content });
    look(content, role);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  const report = run.data;
  const done = report !== undefined && !report.dry_run;
  return (
    <Dialog opened onClose={onClose} size="xl" title={t('team.import')}>
      <div className={styles.form}>
        <section
          className={styles.drop}
          aria-label={t('team.importFile')}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
        >
          <Text>{file ? file.name : t('team.importHelp')}</Text>
          <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(chosen) => void take(chosen)}>
            {(props) => (
              <Button variant="default" {...props}>
                {t(file ? 'team.chooseOther' : 'team.chooseFile')}
              </Button>
            )}
          </FileButton>
        </section>
        {tooLarge && <Text role="alert">{t('team.tooLarge', { name: tooLarge })}</Text>}
        {!done && (
          <NativeSelect
            label={t('team.defaultRole')}
            description={t('team.defaultRoleHelp')}
            value={role}
            data={choice.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ currentTarget }) => {
              setRole(currentTarget.value);
              if (file) look(file.content, currentTarget.value);
            }}
          />
        )}
        {run.error && (
          <ErrorState error={run.error} {...(file && { retry: () => look(file.content, role) })} />
        )}
        <div role="status">
          {run.isPending && <Text>{t(run.variables.dryRun ? 'team.reading' : 'team.inviting')}</Text>}
          {report && <Summary report={report} />}
        </div>
        {report && <ImportRows report={report} roles={roles} />}
        <Group justify="flex-end">
          {report?.rejected_csv != null && (
            <Button variant="default" onClick={() => save(report.rejected_csv ?? '', file?.name ?? '')}>
              {t('team.saveRejected')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {!done && (
            <Button
              loading={run.isPending && !run.variables.dryRun}
              disabled={!file || !report || (report.counts.invite ?? 0) === 0}
              onClick={() => file && run.mutate({ content: file.content, role, dryRun: false })}
            >
              {t('team.send', { count: report?.counts.invite ?? 0 })}
            </Button>
          )}
          {done && (report.counts.not_done ?? 0) > 0 && file && (
            <Button
              loading={run.isPending}
              onClick={() => run.mutate({ content: file.content, role, dryRun: false })}
            >
              {t('team.goOn')}
            </Button>
          )}
        </Group>
      </div>
    </Dialog>
  );
}

function Summary({ report: { counts, ignored_columns } }: { readonly report: TeamImport }) {
  const { t } = useTranslation();
  const said = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${t(`team.outcome.${outcome as 'invite'}`)}: ${count}`);
  return (
    <>
      <Text fw={500}>{said.length > 0 ? said.join(' · ') : t('team.nobodyListed')}</Text>
      {ignored_columns.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('team.ignored', { columns: ignored_columns.slice(0, 12).join(', ') })}
        </Text>
      )}
    </>
  );
}

/** In parts: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}

function save(csv: string, name: string): void {
  // The byte order mark tells spreadsheets that this is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/\.\w+$/, '')}-rejected.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
