import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { formatElapsed, formatMoney } from '../../components/format.ts';
import styles from './contract-page.module.css';

/** How the contract was read: by what, how long it took, what it cost. */
export function ReadingSummary({ contract }: { readonly contract: Contract }) {
  const { t } = useTranslation();
  const { extractor_reason, usage, progress, facts } = contract;
  const [first] = progress.stages;
  const end = progress.stages.at(-1)?.left_at;
  const time = first && end && formatElapsed(Date.parse(end) - Date.parse(first.entered_at));
  const found = facts !== null && t('contracts.facts', { count: facts });
  if (!found && !time) return null;
  const sentences = [
    found && time
      ? t('contracts.readIn', { facts: found, time })
      : found
        ? t('contracts.readFacts', { facts: found })
        : t('contracts.readTime', { time: time ?? '' }),
    extractor_reason,
    usage &&
      t('contracts.cost', {
        count: usage.input_tokens + usage.output_tokens,
        cost: formatMoney({ minor: Math.round(usage.cost_usd * 100), currency: 'USD' }),
      }),
  ];
  return <p className={styles.summary}>{sentences.filter(Boolean).join(' ')}</p>;
}
