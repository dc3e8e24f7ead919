import { TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import icon from '../../app/icon.svg';
import { ErrorState } from '../../components/error-state.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import styles from './docs.module.css';
import { OperationView } from './operation-view.tsx';
import { apiDocumentQuery } from './queries.ts';
import { type Operation, operationsOf, search } from './reference.ts';

const route = getRouteApi('/docs');

/** The API for people, from its own description. Nobody needs to be signed in. */
export function DocsPage() {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(apiDocumentQuery);
  const operations = useMemo(() => (data ? operationsOf(data) : []), [data]);
  const wanted = useDeferredValue(q);
  const found = useMemo(() => search(operations, wanted), [operations, wanted]);
  const groups = useMemo(() => [...Map.groupBy(found, ({ tag }) => tag)], [found]);
  // What an address points at is there only now.
  useEffect(() => {
    if (data && window.location.hash)
      document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, [data]);
  return (
    <div className={styles.page}>
      <title>{t('common.pageTitle', { title: t('docs.title') })}</title>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <img src={icon} alt="" width={28} height={28} /> {t('common.appName')}
        </Link>
        <a href="/api/v1/openapi.json" className={styles.raw}>
          {t('settings.apiDocs')}
        </a>
      </header>
      <div className={styles.columns}>
        <nav className={styles.nav} aria-label={t('docs.operations')}>
          <TextInput
            type="search"
            aria-label={t('docs.search')}
            placeholder={t('docs.search')}
            value={q}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ search: value ? { q: value } : {}, replace: true, resetScroll: false })
            }
          />
          {groups.map(([tag, own]) => (
            <Contents key={tag} tag={tag} operations={own} />
          ))}
        </nav>
        <main className={styles.main}>
          <Title order={1}>{t('docs.title')}</Title>
          {data && (
            <p className={styles.help}>
              {data.info.description} {t('settings.version', { version: data.info.version })}
            </p>
          )}
          {!data && !error && <PageSkeleton rows={8} />}
          {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
          {data && found.length === 0 && <p>{t('docs.nothing')}</p>}
          {data &&
            groups.map(([tag, own]) => (
              <section key={tag} aria-labelledby={`tag-${tag}`}>
                <h2 className={styles.tag} id={`tag-${tag}`}>
                  {tag}
                </h2>
                {own.map((operation) => (
                  <OperationView key={operation.id} operation={operation} document={data} />
                ))}
              </section>
            ))}
        </main>
      </div>
    </div>
  );
}

function Contents({ tag, operations }: { readonly tag: string; readonly operations: readonly Operation[] }) {
  return (
    <div>
      <a href={`#tag-${tag}`} className={styles.group}>
        {tag}
      </a>
      <ul>
        {operations.map(({ id, method, summary }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <span className={styles.verb} data-method={method}>
                {method}
              </span>
              {summary}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
