import { Badge, Button, CopyButton } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './docs.module.css';
import { Prose } from './prose.tsx';
import { type ApiDocument, curl, type Operation } from './reference.ts';
import { SchemaView } from './schema-view.tsx';

interface Props {
  readonly operation: Operation;
  readonly document: ApiDocument;
}

const COLORS: Readonly<Record<string, string>> = {
  GET: 'blue',
  POST: 'cyan',
  PUT: 'grape',
  PATCH: 'grape',
  DELETE: 'red',
};

/** Everything about one operation. Its heading is its address. */
export const OperationView = memo(function OperationView({ operation, document }: Props) {
  const { t } = useTranslation();
  const { id, method, path, aliases, summary, description, permission, isPublic, parameters, body } =
    operation;
  const line = curl(operation, window.location.origin);
  return (
    <section className={styles.operation} id={id} aria-labelledby={`${id}-title`}>
      <h3 className={styles.path} id={`${id}-title`}>
        <Badge
          className={styles.method}
          color={COLORS[method] ?? 'gray'}
          radius="sm"
          variant="light"
          autoContrast
        >
          {method}
        </Badge>
        <a href={`#${id}`}>{path}</a>
      </h3>
      <p className={styles.summary}>
        <Prose>{summary}</Prose>
      </p>
      {description && (
        <p className={styles.help}>
          <Prose>{description}</Prose>
        </p>
      )}
      <p className={styles.access}>
        {isPublic ? t('docs.public') : permission ? t('docs.permission') : t('docs.signedIn')}{' '}
        {permission && <code>{permission}</code>}
      </p>
      {aliases.length > 0 && (
        <p className={styles.access}>
          {t('docs.aliases')}{' '}
          {aliases.map((alias) => (
            <code key={alias}>{alias}</code>
          ))}
        </p>
      )}
      {parameters.length > 0 && (
        <>
          <h4>{t('docs.parameters')}</h4>
          <ul className={styles.fields}>
            {parameters.map((parameter) => (
              <li key={`${parameter.in} ${parameter.name}`}>
                <code className={styles.name}>{parameter.name}</code>{' '}
                <span className={styles.type}>{t(`docs.in.${parameter.in}`)}</span>
                {parameter.required && <span className={styles.required}>{t('docs.required')}</span>}{' '}
                {parameter.schema && <SchemaView schema={parameter.schema} document={document} />}
                {(parameter.description ?? parameter.schema?.description) && (
                  <p className={styles.help}>{parameter.description ?? parameter.schema?.description}</p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {body && (
        <>
          <h4>{t('docs.body')}</h4>
          <SchemaView schema={body} document={document} />
        </>
      )}
      <h4>{t('docs.responses')}</h4>
      <ul className={styles.responses}>
        {operation.responses.map(({ status, description: meaning, schema }) => (
          <li key={status}>
            <details>
              <summary>
                <code className={styles.status} data-good={status.startsWith('2')}>
                  {status}
                </code>{' '}
                <Prose>{meaning}</Prose>
              </summary>
              {schema && <SchemaView schema={schema} document={document} />}
            </details>
          </li>
        ))}
      </ul>
      <h4>{t('docs.curl')}</h4>
      <div className={styles.curl}>
        <pre>
          <code>{line}</code>
        </pre>
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'docs.copied' : 'docs.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
});
