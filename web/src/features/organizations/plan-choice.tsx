import '../../i18n/texts/wizard.ts';
import { Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../components/format.ts';
import { type Plan, plansQuery } from './queries.ts';

interface Props {
  readonly value: string;
  readonly onChange: (plan: string) => void;
  readonly disabled?: boolean;
}

/** The subscription plans with what they cost and allow. */
export function PlanChoice({ value, onChange, disabled = false }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(plansQuery);
  return (
    <Radio.Group label={t('wizard.plan')} value={value} onChange={onChange}>
      <Stack gap="sm" mt="xs">
        {data?.data.map((plan) => (
          <Radio
            key={plan.key}
            value={plan.key}
            disabled={disabled}
            label={
              <>
                <strong>{plan.name}</strong>{' '}
                <Text span c="dimmed">
                  {plan.monthly_price
                    ? t('wizard.perMonth', {
                        price: formatMoney(plan.monthly_price),
                      })
                    : t('wizard.byAgreement')}
                </Text>
              </>
            }
            description={<Limits {...plan} />}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Limits({ limits }: Plan) {
  const { t } = useTranslation();
  if (limits.members === null || limits.api_keys === null) return t('wizard.unlimited');
  const members = t('wizard.members', { count: limits.members });
  return `${members}, ${t('wizard.apiKeys', { count: limits.api_keys })}`;
}
