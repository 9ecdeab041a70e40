import { z } from 'zod';
import { instant } from '../records/instant.ts';
import { alert, alertPlace, alertRule, alertRuleId, alertRuleInput, maxBackTestDays } from './alert-rules.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';

const fired = z
  .strictObject({
    lastDay: z.int().min(0).describe('Alerts raised in the last 24 hours, number'),
    lastWeek: z.int().min(0).describe('Alerts raised in the last 7 days, number'),
  })
  .describe('How often the rule fired');

export const listedRule = alertRule
  .extend({
    fired,
    zones: z.int().min(0).describe('Zones that the rule watches now, number'),
    problem: z.string().optional().describe('Why the rule cannot be evaluated, for example an unknown name'),
  })
  .describe('A rule and how often it fired');
export type ListedRule = z.infer<typeof listedRule>;

export const alertRulesResponse = z
  .strictObject({ items: z.array(listedRule).describe('By name, then by id') })
  .describe('All rules');
export type AlertRulesResponse = z.infer<typeof alertRulesResponse>;

export const alertsQuery = z.strictObject({
  state: z
    .enum(['active', 'open', 'acknowledged', 'closed'])
    .optional()
    .describe('active: open or acknowledged; default: all'),
  rule: alertRuleId.optional(),
  limit: limitOr(50),
  cursor: cursor.optional(),
});
export type AlertsQuery = z.infer<typeof alertsQuery>;

export const alertsPage = z
  .strictObject({ items: z.array(alert).describe('Newest raisedAt first, then by id'), nextCursor })
  .describe('A page of alerts');
export type AlertsPage = z.infer<typeof alertsPage>;

export const backTestInput = z
  .strictObject({
    rule: alertRuleInput,
    days: z.int().min(1).max(maxBackTestDays).default(7).describe('Length of the period that ends now, days'),
  })
  .describe('A rule to be tried on stored slots');
export type BackTestInput = z.infer<typeof backTestInput>;

export const backTestResponse = z
  .strictObject({
    from: instant.describe('Start of the period'),
    to: instant.describe('End of the period'),
    zones: z.int().min(0).describe('Zones that the rule watches, number'),
    slots: z.int().min(0).describe('Expected slots of the period, number'),
    measured: z.int().min(0).describe('Measured slots among them, number'),
    fired: z.int().min(0).describe('Alerts that the rule would have raised, number'),
    items: z
      .array(
        z.strictObject({
          place: alertPlace,
          sinceAt: instant.describe('Start of the first slot for which the condition held'),
          raisedAt: instant.describe('When the alert would have been raised'),
          closedAt: instant.optional().describe('When it would have been closed; absent: still open'),
        }),
      )
      .describe('The newest alerts, at most 100, newest first'),
  })
  .describe('What a rule would have done');
export type BackTestResponse = z.infer<typeof backTestResponse>;
