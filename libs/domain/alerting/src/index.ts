export { type SavedSearchStore } from './saved-searches/saved-search-store.port.ts';
export { type SavedSearchPorts } from './saved-searches/saved-search-ports.ts';
export { saveSearch } from './saved-searches/save-search.ts';
export { changeSavedSearch } from './saved-searches/change-saved-search.ts';
export { deleteSavedSearch } from './saved-searches/delete-saved-search.ts';
export { listSavedSearches } from './saved-searches/list-saved-searches.ts';
export { type AlertRuleStore } from './rules/alert-rule-store.port.ts';
export { type AlertRulePorts } from './rules/alert-rule-ports.ts';
export { createRule } from './rules/create-rule.ts';
export { changeRule } from './rules/change-rule.ts';
export { deleteRule } from './rules/delete-rule.ts';
export { listRules } from './rules/list-rules.ts';
export {
  isHeld,
  type AlertChange,
  type AlertCommit,
  type AlertFilter,
  type AlertStore,
  type StoredRuleState,
} from './alerts/alert-store.port.ts';
export { listAlerts } from './alerts/list-alerts.ts';
export { changeAlert, type AlertChangeRequest } from './alerts/change-alert.ts';
export { followAlerts, type FollowAlertsPorts } from './alerts/follow-alerts.ts';
export { backTest } from './evaluation/back-test.ts';
export { RuleEvaluator, type RuleEvaluatorPorts } from './evaluation/rule-evaluator.ts';
