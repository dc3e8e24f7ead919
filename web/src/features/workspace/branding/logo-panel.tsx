import { Button, FileButton, Group, Progress, Text, Title } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../../../api/upload.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/page.tsx';
import { useLogo } from '../logo-query.ts';
import { type Branding, requestLogo } from '../settings-queries.ts';
import styles from '../workspace.module.css';
import { checkLogo, LOGO_TYPES } from './logo-check.ts';

interface Props {
  readonly branding: Branding;
  readonly organization: string;
  readonly disabled: boolean;
  readonly saving: boolean;
  readonly onChange: (logoId: string | null, message: string) => void;
}

/** The logo as it stands on light and on dark grounds; a picture is dropped or chosen, looked at, sent and shown. */
export function LogoPanel({ branding, organization, disabled, saving, onChange }: Props) {
  const { t } = useTranslation();
  const { data: logo } = useLogo(branding.logo?.id ?? null);
  const [refusal, setRefusal] = useState<string>();
  const [over, setOver] = useState(false);
  const [progress, setProgress] = useState(0);
  const abort = useRef<AbortController>(undefined);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      setRefusal(undefined);
      setProgress(0);
      const checked = await checkLogo(file);
      if ('refusal' in checked) return setRefusal(checked.refusal);
      const controller = new AbortController();
      abort.current = controller;
      const { id, ...form } = await requestLogo(checked);
      try {
        await uploadFile(form, file, { signal: controller.signal, onProgress: setProgress });
      } catch (error) {
        if (controller.signal.aborted) return;
        throw error;
      }
      onChange(id, t('workspace.branding.logoSaved'));
    },
  });
  const take = (file: File | null | undefined) => file && !disabled && upload.mutate(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Panel label={t('workspace.branding.logo')}>
      <Title order={3} size="h5" mb="xs">
        {t('workspace.branding.logo')}
      </Title>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, for those who have a mouse */}
      <div
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {logo && (
          <div className={styles.grounds}>
            {(['light', 'dark'] as const).map((scheme) => (
              <span key={scheme} className={styles.ground} data-scheme={scheme}>
                <img src={logo} alt={t('workspace.branding.current', { organization })} />
              </span>
            ))}
          </div>
        )}
        {upload.isPending && upload.variables ? (
          <Group w="100%">
            <Text size="sm">{t('workspace.branding.uploading', { name: upload.variables.name })}</Text>
            <Progress
              flex={1}
              miw={120}
              value={progress * 100}
              aria-label={t('workspace.branding.uploading', { name: upload.variables.name })}
            />
            <Button size="compact-sm" variant="default" onClick={() => abort.current?.abort()}>
              {t('workspace.branding.cancel')}
            </Button>
          </Group>
        ) : (
          <Group gap="xs">
            {!logo && !disabled && <span>{t('workspace.branding.drop')}</span>}
            <FileButton accept={LOGO_TYPES.join(',')} onChange={take} disabled={disabled}>
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  disabled={disabled}
                  loading={saving}
                  leftSection={<IconPhotoUp size={16} aria-hidden />}
                >
                  {t(branding.logo ? 'workspace.branding.replace' : 'workspace.branding.choose')}
                </Button>
              )}
            </FileButton>
            {branding.logo && (
              <Button
                variant="subtle"
                color="gray"
                disabled={disabled || saving}
                onClick={() => onChange(null, t('workspace.branding.logoRemoved'))}
              >
                {t('workspace.branding.remove')}
              </Button>
            )}
          </Group>
        )}
        <Text className={styles.hint}>{t('workspace.branding.logoHelp')}</Text>
      </div>
      <Notice message={refusal} onClose={() => setRefusal(undefined)} />
      {upload.error && <ErrorState error={upload.error} />}
    </Panel>
  );
}
