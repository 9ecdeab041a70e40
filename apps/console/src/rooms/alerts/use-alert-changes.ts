import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert, AlertPatch, AlertRule, AlertRuleInput, AlertRulePatch } from '@vialog/contracts';
import { call } from '../../api/call.ts';

/** Changes alerts and rules; both lists are read again after each change. */
export function useAlertChanges() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['alerts'] });
  const changeAlert = useMutation({
    mutationFn: ({ alertId, patch }: { alertId: string; patch: AlertPatch }) =>
      call<Alert>('PATCH', `/v1/alerts/${alertId}`, patch),
    onSettled,
  });
  const saveRule = useMutation({
    mutationFn: ({ ruleId, rule }: { ruleId: string | undefined; rule: AlertRuleInput }) =>
      ruleId === undefined
        ? call<AlertRule>('POST', '/v1/alert-rules', rule)
        : call<AlertRule>('PATCH', `/v1/alert-rules/${ruleId}`, rule),
    onSettled,
  });
  const changeRule = useMutation({
    mutationFn: ({ ruleId, patch }: { ruleId: string; patch: AlertRulePatch }) =>
      call<AlertRule>('PATCH', `/v1/alert-rules/${ruleId}`, patch),
    onSettled,
  });
  const deleteRule = useMutation({
    mutationFn: (ruleId: string) => call('DELETE', `/v1/alert-rules/${ruleId}`),
    onSettled,
  });
  return { changeAlert, saveRule, changeRule, deleteRule };
}
