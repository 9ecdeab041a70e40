import { z } from 'zod';
import { cameraId, siteId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';

/** What is checked, in the order of the overview. */
export const findingKinds = [
  'alert',
  'place',
  'camera',
  'coverage',
  'model',
  'storage',
  'queue',
  'dead_letter',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Most urgent first. */
export const findingSeverities = ['critical', 'warning', 'notice'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

export const findingCodes = [
  'alert_open',
  'rule_not_evaluated',
  'place_above_usual',
  'place_below_usual',
  'camera_not_measured',
  'camera_doubtful',
  'coverage_low',
  'canary_rolled_back',
  'disk_space_low',
  'store_copies_missing',
  'store_data_missing',
  'part_unavailable',
  'queue_behind',
  'delivery_waiting',
  'message_rejected',
  'delivery_given_up',
  'not_checked',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Examples of a finding in a response. */
export const maxFindingExamples = 5;

const params = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Values of the sentence, by name; see docs/operations.md');
export type FindingParams = z.infer<typeof params>;

export const findingExample = z
  .strictObject({
    name: z.string().describe('Name of the place, camera or disk'),
    cameraId: cameraId.optional(),
    siteId: siteId.optional(),
    sinceAt: instant.optional().describe('When it began here'),
    params: params.optional(),
  })
  .describe('One thing that a finding is about');
export type FindingExample = z.infer<typeof findingExample>;

export const attentionFinding = z
  .strictObject({
    kind: z.enum(findingKinds).describe('What it is about'),
    severity: z
      .enum(findingSeverities)
      .describe(
        'critical: an alert, or data is being lost; warning: something is not measured or will be lost; notice: worth a look',
      ),
    code: z.enum(findingCodes).describe('What was found; names the sentence'),
    params,
    sinceAt: instant.describe('When it began; else when it was first found'),
    count: z
      .int()
      .min(1)
      .describe('Things concerned, number: alerts, places, cameras, bindings, disks, messages'),
    isCountMinimum: z.boolean().describe('true: there may be more than `count`'),
    examples: z
      .array(findingExample)
      .max(maxFindingExamples)
      .describe(`The first ${maxFindingExamples} things at most, the most urgent or oldest first`),
  })
  .describe('Something that needs attention');
export type AttentionFinding = z.infer<typeof attentionFinding>;

export const attentionCheck = z
  .strictObject({
    kind: z.enum(findingKinds).describe('What was checked'),
    isChecked: z.boolean().describe('false: the last check failed or did not end in time'),
    checkedAt: instant.optional().describe('End of the last check that succeeded; absent: none yet'),
    checked: z
      .int()
      .min(0)
      .describe(
        'Things checked, number: rules, sites, cameras, slots, bindings, parts and disks, queues and channels',
      ),
  })
  .describe('When something was checked last');
export type AttentionCheck = z.infer<typeof attentionCheck>;

export const attentionOverview = z
  .strictObject({
    respondedAt: instant.describe('Time of the response'),
    findings: z.array(attentionFinding).describe('Critical first; then by kind, then the oldest first'),
    checks: z.array(attentionCheck).describe('One per kind, in their order'),
  })
  .describe('What needs attention now');
export type AttentionOverview = z.infer<typeof attentionOverview>;
