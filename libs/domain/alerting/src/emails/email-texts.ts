import type { Alert, EmailChannel } from '@vialog/contracts';

type Change = 'raised' | 'acknowledged' | 'closed';

interface EmailTexts {
  /** BCP 47 tag for times. */
  readonly tag: string;
  readonly changes: Readonly<Record<Change, string>>;
  readonly place: string;
  readonly allPlaces: string;
  readonly condition: string;
  readonly since: string;
  readonly raisedAt: string;
  readonly acknowledgedAt: string;
  readonly acknowledgedBy: string;
  readonly closedAt: string;
  readonly closeReason: string;
  readonly closeReasons: Readonly<Record<NonNullable<Alert['closeReason']>, string>>;
  readonly note: string;
  readonly reports: { readonly written: string; readonly failed: string };
  readonly period: string;
  readonly coverage: string;
  readonly failure: string;
  readonly open: string;
  /** Why the receiver gets this message. */
  readonly reason: (channel: string) => string;
  readonly testSubject: string;
  readonly testText: (channel: string) => string;
}

/** The words of messages in the languages of channels. */
export const emailTexts: Readonly<Record<EmailChannel['language'], EmailTexts>> = {
  en: {
    tag: 'en-GB',
    changes: { raised: 'Alert', acknowledged: 'Acknowledged', closed: 'Closed' },
    place: 'Place',
    allPlaces: 'All places of the rule',
    condition: 'Condition',
    since: 'Since',
    raisedAt: 'Raised at',
    acknowledgedAt: 'Acknowledged at',
    acknowledgedBy: 'Acknowledged by',
    closedAt: 'Closed at',
    closeReason: 'Reason',
    closeReasons: {
      cleared: 'The condition no longer holds.',
      not_watched: 'The place is no longer measured, or the schedule of the rule has ended.',
      rule_changed: 'The rule was changed, switched off or deleted.',
    },
    note: 'Note',
    reports: { written: 'Report', failed: 'Report failed' },
    period: 'Period',
    coverage: 'Measured time',
    failure: 'Reason',
    open: 'Open the alerts in Vialog',
    reason: (channel) => `The channel “${channel}” of Vialog sends this message to you.`,
    testSubject: 'Test message',
    testText: (channel) =>
      `The channel “${channel}” of Vialog can send e-mail to you. Nothing has to be done.`,
  },
  zh: {
    tag: 'zh-CN',
    changes: { raised: '告警', acknowledged: '告警已确认', closed: '告警已关闭' },
    place: '位置',
    allPlaces: '规则内全部地点',
    condition: '条件',
    since: '开始时间',
    raisedAt: '告警时间',
    acknowledgedAt: '确认时间',
    acknowledgedBy: '确认人',
    closedAt: '关闭时间',
    closeReason: '关闭原因',
    closeReasons: {
      cleared: '条件已恢复正常。',
      not_watched: '该位置已停止测量，或不在规则的生效时间内。',
      rule_changed: '规则已修改、关闭或删除。',
    },
    note: '备注',
    reports: { written: '报告', failed: '报告生成失败' },
    period: '统计时间',
    coverage: '已测量时间',
    failure: '失败原因',
    open: '在 Vialog 中查看告警',
    reason: (channel) => `此邮件由 Vialog 的通道“${channel}”发送。`,
    testSubject: '测试邮件',
    testText: (channel) => `Vialog 的通道“${channel}”可以向您发送邮件，无需处理。`,
  },
};
