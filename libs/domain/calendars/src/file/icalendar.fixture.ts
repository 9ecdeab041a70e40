/** An iCalendar file of these parts. */
export const icalendar = (...parts: readonly (readonly string[])[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...parts.flat(), 'END:VCALENDAR'].join('\r\n');

/** An event with these lines after its uid and name. */
export const vevent = (...lines: readonly string[]): string[] => [
  'BEGIN:VEVENT',
  ...(lines.some((line) => line.startsWith('UID:')) ? [] : ['UID:1']),
  'SUMMARY:Market',
  ...lines,
  'END:VEVENT',
];
