import { Text, Title } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail, Price } from '../../api/types.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../components/format.ts';
import table from '../../components/table.module.css';
import styles from './customer-page.module.css';
import { lineAmount, type Period, priceTotals } from './price-totals.ts';
import { TermsTable } from './terms-table.tsx';
import { moneyText } from './text.ts';

/** What they may use, what it costs, and for how long. */
export function CommercialTab({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  const { terms, entitlements, prices, summary } = customer;
  if (terms.length === 0 && entitlements.length === 0 && prices.length === 0)
    return (
      <EmptyState icon={IconReceipt} title={t('customers.noCommercialTitle')}>
        {t('customers.noCommercialHelp')}
      </EmptyState>
    );
  const names = new Map(terms.map(({ contract_id, document_name }) => [contract_id, document_name]));
  const several = terms.length > 1;
  const source = (contract_id: string) =>
    several && (
      <div className={table.second}>
        <Link to="/contracts/$id" params={{ id: contract_id }} className={styles.contract}>
          {names.get(contract_id) ?? t('contracts.contract')}
        </Link>
      </div>
    );
  const { totals, unknown } = priceTotals(prices);
  return (
    <>
      <dl className={styles.sums}>
        <Sum label={t('customers.column.annual')}>{moneyText(summary.annual)}</Sum>
        <Sum label={t('customers.totalValue')}>{moneyText(summary.total)}</Sum>
        {totals.map(({ period, currency, minor }) => (
          <Sum
            key={`${period} ${currency}`}
            label={t('customers.sumOf', { period: t(`customers.period.${period}`) })}
          >
            {formatMoney({ minor, currency })}
          </Sum>
        ))}
      </dl>
      {unknown > 0 && (
        <Text size="sm" c="dimmed">
          {t('customers.unknownLines', { count: unknown })}
        </Text>
      )}
      {terms.length > 0 && <TermsTable terms={terms} />}
      <Part
        title={t('customers.entitlements')}
        empty={entitlements.length === 0 && t('customers.noEntitlements')}
      >
        <thead>
          <tr>
            <th scope="col">{t('contracts.input.product')}</th>
            <th scope="col" className={styles.amount}>
              {t('contracts.input.quantity')}
            </th>
            <th scope="col">{t('contracts.input.start')}</th>
            <th scope="col">{t('contracts.input.end')}</th>
          </tr>
        </thead>
        <tbody>
          {entitlements.map(({ contract_id, fact_key, product, quantity, unit, start, end }) => (
            <tr key={`${contract_id} ${fact_key}`} className={table.row}>
              <td>
                {product}
                {source(contract_id)}
              </td>
              <td className={styles.amount} data-none={quantity === null}>
                {quantity === null ? '–' : `${formatNumber(quantity)}${unit ? ` ${unit}` : ''}`}
              </td>
              <Day date={start} narrow="customers.from" />
              <Day date={end} narrow="customers.until" />
            </tr>
          ))}
        </tbody>
      </Part>
      <Part title={t('customers.prices')} empty={prices.length === 0 && t('customers.noPrices')}>
        <thead>
          <tr>
            <th scope="col">{t('contracts.input.item')}</th>
            <th scope="col" className={table.number}>
              {t('contracts.input.quantity')}
            </th>
            <th scope="col" className={table.number}>
              {t('contracts.input.unit_price')}
            </th>
            <th scope="col" className={styles.amount}>
              {t('contracts.input.amount')}
            </th>
            <th scope="col">{t('contracts.input.period')}</th>
          </tr>
        </thead>
        <tbody>
          {prices.map((price) => (
            <tr key={`${price.contract_id} ${price.fact_key}`} className={table.row}>
              <td>
                {price.item}
                {source(price.contract_id)}
              </td>
              <td className={table.number}>{price.quantity === null ? '–' : formatNumber(price.quantity)}</td>
              <td className={table.number}>{price.unit_price ? formatMoney(price.unit_price) : '–'}</td>
              <td className={styles.amount}>{amountText(price)}</td>
              <td className={table.when} data-none={!price.period}>
                {price.period ? t(`customers.period.${price.period as Period}`) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </Part>
    </>
  );
}

/** On a narrow screen, where no heading says it, with a word that does. */
function Day({
  date,
  narrow,
}: {
  readonly date: string | null;
  readonly narrow: 'customers.from' | 'customers.until';
}) {
  const { t } = useTranslation();
  return (
    <td className={table.when} data-none={date === null}>
      {date && <span className={styles.narrow}>{t(narrow)} </span>}
      {date ? formatDate(date) : '–'}
    </td>
  );
}

function amountText(price: Price): string {
  const amount = lineAmount(price);
  if (amount) return formatMoney(amount);
  return price.percent === null ? '–' : formatPercent(price.percent / 100);
}

function Sum({ label, children }: { readonly label: string; readonly children: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={styles.sum}>
      <dt>{label}</dt>
      <dd>{children ?? t('customers.unknown')}</dd>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  /** Said instead of the table. */
  readonly empty: string | false;
  readonly children: ReactNode;
}

function Part({ title, empty, children }: PartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {empty ? (
        <Text c="dimmed">{empty}</Text>
      ) : (
        <div className={table.frame}>
          <table className={table.table}>{children}</table>
        </div>
      )}
    </section>
  );
}
