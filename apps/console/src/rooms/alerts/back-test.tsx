import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AlertRuleInput, BackTestResponse } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { oneDecimal, wholeNumber } from '../../format/numbers.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';
import { Failure } from '../../shell/failure.tsx';
import { PlaceName } from './place-name.tsx';
import { ruleOf, type RuleDraft } from './rule-draft.ts';

const days = 7;
const shown = 20;

/** Says how often and where the rule would have fired in the last week, before it is switched on. */
export function BackTest({ draft }: { draft: RuleDraft }) {
  const { t } = useWords();
  const rule = { ...ruleOf(draft), name: draft.name.trim() || '-' };
  const test = useMutation({
    mutationFn: (tested: AlertRuleInput) =>
      call<BackTestResponse>('POST', '/v1/alert-rules/back-tests', { rule: tested, days }),
  });
  const isCurrent = JSON.stringify(test.variables) === JSON.stringify(rule);
  return (
    <div className={styles.backTest}>
      <Button size="sm" variant="default" loading={test.isPending} onClick={() => test.mutate(rule)}>
        {t('alerts.backTest')}
      </Button>
      {isCurrent && <Failure error={test.error} />}
      {isCurrent && test.data && <Result result={test.data} />}
    </div>
  );
}

function Result({ result }: { result: BackTestResponse }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { fired, zones, slots, measured, items } = result;
  return (
    <div role="status">
      <p>
        <b>{t('alerts.wouldHaveFired', { count: fired, number: wholeNumber(fired, tag) })}</b>{' '}
        {t('alerts.tested', {
          zones: wholeNumber(zones, tag),
          percent: slots === 0 ? '0' : oneDecimal((100 * measured) / slots, tag),
        })}
      </p>
      <ul className={styles.fired}>
        {items.slice(0, shown).map((item) => (
          <li key={`${item.raisedAt} ${JSON.stringify(item.place)}`}>
            <time dateTime={item.raisedAt}>
              {fullTime(Date.parse(item.raisedAt), { language: tag, timeZone })}
            </time>{' '}
            <PlaceName place={item.place} />
          </li>
        ))}
      </ul>
    </div>
  );
}
