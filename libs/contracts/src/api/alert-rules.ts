import { z } from 'zod';
import { dayMs } from '../durations.ts';
import { cameraId, siteId, zoneId } from '../records/ids.ts';
import { instant, instantInput } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { searchLine } from './event-responses.ts';

/** Maximum number of rules of an installation. */
export const maxAlertRules = 200;
/** Maximum number of zones that one rule watches. */
export const maxRuleZones = 2000;
/** Longest period of a back-test, days. */
export const maxBackTestDays = 30;

export const ruleWeekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const alertGroupings = ['zone', 'camera', 'site', 'all'] as const;
export const missingPolicies = ['hold', 'clear', 'raise'] as const;

const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time such as 07:30');

export const alertSchedule = z
  .strictObject({
    days: z
      .array(z.enum(ruleWeekdays).describe('Weekday'))
      .min(1, 'expected at least one weekday')
      .max(7)
      .describe('Weekdays on which a period starts'),
    from: localTime.describe('Start of the daily period, local time of the camera'),
    to: localTime.describe('End of the daily period; before `from`: on the next day'),
  })
  .describe('When the rule watches, in the local time of each camera');
export type AlertSchedule = z.infer<typeof alertSchedule>;

const duration = (maxMs: number) =>
  z.int().min(0).max(maxMs, `expected at most ${maxMs} ms`).multipleOf(1000, 'expected whole seconds');

/** A stored period may start at 24:00, which is never; a new one may not. */
const alertScheduleInput = alertSchedule.refine(({ from }) => from !== '24:00', {
  path: ['from'],
  message: 'expected a time such as 07:30; a day starts at 00:00',
});

const ruleFields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the rule'),
  q: searchLine
    .refine((line) => line.trim() !== '', 'expected a condition, for example occupancy>=90%')
    .describe('Search line with places and condition; its time window is ignored'),
  minDurationMs: duration(dayMs).describe(
    'Measured time for which the condition holds before an alert is raised, ms; 0: the first slot',
  ),
  clearAfterMs: duration(dayMs).describe(
    'Measured time for which the condition does not hold before the alert is closed, ms; 0: the first slot',
  ),
  hysteresis: z
    .number()
    .min(0)
    .max(100_000)
    .describe(
      'How far a number must fall behind its limit before it counts as cleared; percent points for occupancy',
    ),
  cooldownMs: duration(7 * dayMs).describe('Time after an alert in which its group raises no other one, ms'),
  schedule: alertSchedule.nullable().describe('null: always'),
  groupBy: z
    .enum(alertGroupings)
    .describe('What has one alert at a time: each zone, camera, site, or everything'),
  onMissing: z
    .enum(missingPolicies)
    .describe(
      'What a slot without measurement means: hold: nothing changes; clear: the condition does not hold; raise: it holds',
    ),
  isOn: z.boolean().describe('Whether the rule raises alerts'),
};

export const alertRuleId = cameraId.describe('Id of the rule, 12 characters of 0-9 a-z');

const defaults = {
  minDurationMs: ruleFields.minDurationMs.default(0),
  clearAfterMs: ruleFields.clearAfterMs.default(0),
  hysteresis: ruleFields.hysteresis.default(0),
  cooldownMs: ruleFields.cooldownMs.default(0),
  schedule: alertScheduleInput.nullable().describe('null: always').default(null),
  groupBy: ruleFields.groupBy.default('zone'),
  onMissing: ruleFields.onMissing.default('hold'),
  isOn: ruleFields.isOn.default(false),
};

export const alertRuleInput = z
  .strictObject({ name: ruleFields.name, q: ruleFields.q, ...defaults })
  .describe('When to raise an alert');
export type AlertRuleInput = z.infer<typeof alertRuleInput>;

export const alertRulePatch = z
  .strictObject({
    ...ruleFields,
    schedule: alertScheduleInput.nullable().describe('null: always'),
    mutedUntilAt: instantInput
      .nullable()
      .describe('Alerts are recorded but not announced until then; null: unmute'),
  })
  .partial()
  .describe('The fields of a rule that change');
export type AlertRulePatch = z.infer<typeof alertRulePatch>;

export const alertRule = z
  .strictObject({
    ruleId: alertRuleId,
    ...ruleFields,
    mutedUntilAt: instant.optional().describe('Alerts are recorded but not announced until then'),
    revision: z.int().min(1).describe('Number of the settings; a change of them begins a new evaluation'),
    watchedFromAt: instant.describe('Slots that start before are not evaluated'),
    createdBy: z.string().max(200).describe('Who created the rule: the name of the account'),
    createdAt: instant.describe('When the rule was created'),
    changedAt: instant.describe('When the rule was changed last'),
  })
  .describe('A rule that raises alerts');
export type AlertRule = z.infer<typeof alertRule>;

export const alertCloseReasons = ['cleared', 'not_watched', 'rule_changed'] as const;

export const alertPlace = z
  .strictObject({
    cameraId: cameraId.optional(),
    zoneId: zoneId.optional(),
    siteId: siteId.optional(),
  })
  .describe('The group of the alert: a zone, a camera, a site, or empty for all places of the rule');
export type AlertPlace = z.infer<typeof alertPlace>;

export const alertId = cameraId.describe('Id of the alert, 12 characters of 0-9 a-z');

export const alert = z
  .strictObject({
    alertId,
    ruleId: alertRuleId,
    ruleName: z.string().max(120).describe('Name of the rule when the alert was raised'),
    q: searchLine.describe('Search line of the rule when the alert was raised'),
    state: z.enum(['open', 'acknowledged', 'closed']).describe('State of the alert'),
    place: alertPlace,
    firstCameraId: cameraId.describe('Camera of the slot that raised the alert'),
    firstZoneId: zoneId.describe('Zone of the slot that raised the alert'),
    sinceAt: instant.describe('Start of the first slot for which the condition held'),
    raisedAt: instant.describe('End of the slot that raised the alert'),
    closedAt: instant.optional().describe('End of the slot that closed the alert'),
    closeReason: z
      .enum(alertCloseReasons)
      .optional()
      .describe('cleared: the condition no longer holds; not_watched: no camera measures the place'),
    muted: z.boolean().describe('Whether the rule was muted when the alert was raised'),
    acknowledgedBy: z.string().max(200).optional().describe('Account that acknowledged the alert'),
    acknowledgedAt: instant.optional().describe('When the alert was acknowledged'),
    note: z.string().max(1000).optional().describe('Note of an operator'),
    notedBy: z.string().max(200).optional().describe('Account that wrote the note'),
    recordedAt: instant.describe('When the alert was recorded; later than raisedAt for late data'),
  })
  .describe('A rule fired at a place');
export type Alert = z.infer<typeof alert>;

export const alertPatch = z
  .strictObject({
    acknowledged: z.literal(true).optional().describe('Acknowledges the alert'),
    note: z
      .string()
      .trim()
      .max(1000, 'expected at most 1000 characters')
      .optional()
      .describe('Replaces the note; an empty text removes it'),
  })
  .describe('What an operator changes about an alert');
export type AlertPatch = z.infer<typeof alertPatch>;
