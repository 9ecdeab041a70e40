import { serverErrors, type ErrorTable } from './server-errors.ts';

/**
 * Every error of the API: code → HTTP status, whether a retry can succeed, the title of its kind (RFC 9457) and the default
 * detail. A code is never reused with another meaning. A test compares this catalogue with docs/errors.md.
 */
export const errorCatalogue = {
  VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    title: 'Invalid request',
    message: 'Some fields are invalid; `details` names each field and what was expected.',
  },
  QUERY_SYNTAX: {
    status: 400,
    retryable: false,
    title: 'Invalid search line',
    message: 'The search line cannot be parsed; `details` gives the position.',
  },
  QUERY_UNKNOWN_NAME: {
    status: 400,
    retryable: false,
    title: 'Unknown name in search line',
    message: 'The search line contains a name that the registry does not know.',
  },
  CURSOR_INVALID: {
    status: 400,
    retryable: false,
    title: 'Invalid cursor',
    message: 'The cursor is damaged or belongs to another query. Send the request again without it.',
  },
  STREAM_REFUSED: {
    status: 400,
    retryable: false,
    title: 'Stream rejected',
    message: 'The stream address is not allowed.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    title: 'Authentication required',
    message: 'Sign in, or send the administrator token as a bearer token.',
  },
  SIGN_IN_LINK_USED: {
    status: 401,
    retryable: false,
    title: 'Sign-in link used or expired',
    message: 'This sign-in link was already used or has expired. Restart the server for a new one.',
  },
  KIOSK_LINK_ENDED: {
    status: 401,
    retryable: false,
    title: 'Kiosk link expired or revoked',
    message:
      'This kiosk link has expired or was revoked. Create a new one in the console: Board, Kiosk links.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    title: 'Permission denied',
    message: 'Your account lacks the permission that this request requires.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    retryable: false,
    title: 'Origin rejected',
    message: 'The Host or Origin header does not match this server.',
  },
  STILL_GRANT_REQUIRED: {
    status: 403,
    retryable: false,
    title: 'Still grant required',
    message:
      'Pictures of this camera require a grant, which lasts 10 minutes. Give a reason with POST …/still-grants and send the request again.',
  },
  STILLS_OFF: {
    status: 403,
    retryable: false,
    title: 'Stills switched off',
    message: 'Pictures of cameras are switched off on this installation (VIALOG_STILLS=off).',
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Route not found',
    message: 'No route matches this path.',
  },
  CAMERA_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Camera not found',
    message: 'No camera has this id.',
  },
  KIOSK_LINK_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Kiosk link not found',
    message: 'No kiosk link has this id.',
  },
  SITE_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Site not found',
    message: 'No site has this id.',
  },
  EVENT_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Event not found',
    message: 'No event has this id.',
  },
  MODEL_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Model not found',
    message: 'No model has this id.',
  },
  SEARCH_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Saved search not found',
    message: 'No saved search has this id; it may have been deleted.',
  },
  CALENDAR_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Calendar not found',
    message: 'No calendar has this id; it may have been deleted.',
  },
  RULE_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Rule not found',
    message: 'No alert rule has this id; it may have been deleted.',
  },
  ALERT_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Alert not found',
    message: 'No alert has this id, or it is older than 90 days.',
  },
  CHANNEL_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Channel not found',
    message: 'No alert channel has this id; it may have been deleted.',
  },
  SCHEDULE_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Schedule not found',
    message: 'No schedule of reports has this id; it may have been deleted.',
  },
  REPORT_FILE_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Report file not found',
    message:
      'No run with this id wrote a file in this format, or it was deleted; the newest 60 runs are kept.',
  },
  ANALYTIC_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Analytic not found',
    message: 'No analytic has this id; its file may have been removed or contain a fault.',
  },
  ANALYTIC_EMPTY: {
    status: 404,
    retryable: false,
    title: 'Nothing to compute',
    message: 'The registry has no site, group or zone to which this analytic applies.',
  },
  TRIAL_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'Trial not found',
    message: 'The picture of this trial was deleted; it is kept for 60 seconds. Run the trial again.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    title: 'Method not allowed',
    message: 'This path does not support the method.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    retryable: true,
    title: 'Request timeout',
    message: 'The request did not arrive in time. Send it again.',
  },
  CODE_TAKEN: {
    status: 409,
    retryable: false,
    title: 'Duplicate camera code',
    message: 'Another camera has this code.',
  },
  CAMERA_CHANGED: {
    status: 409,
    retryable: true,
    title: 'Camera changed concurrently',
    message: 'The camera changed since it was read. Read it again and repeat the change.',
  },
  SITE_CHANGED: {
    status: 409,
    retryable: true,
    title: 'Site changed concurrently',
    message: 'The site changed since it was read. Read it again and repeat the change.',
  },
  BINDING_CHANGED: {
    status: 409,
    retryable: true,
    title: 'Model binding changed concurrently',
    message:
      'The binding of this scope changed since it was read. Read its history again and repeat the step.',
  },
  MODEL_NOT_BOUND: {
    status: 409,
    retryable: false,
    title: 'No model bound',
    message: 'No model is bound to this scope, or it has no step that could be undone.',
  },
  COUNTS_MISSING: {
    status: 409,
    retryable: true,
    title: 'Counts missing',
    message:
      'A part of this period was not measured or has not arrived. Try again later, or choose another one.',
  },
  LIFECYCLE_REFUSED: {
    status: 409,
    retryable: false,
    title: 'Invalid lifecycle transition',
    message: 'The camera cannot change from its current state to the requested one.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    retryable: false,
    title: 'Request body too large',
    message: 'The request body exceeds the limit of this server.',
  },
  MEDIA_TYPE_REFUSED: {
    status: 415,
    retryable: false,
    title: 'Unsupported media type',
    message: 'Send application/json.',
  },
  DEVICE_UNREACHABLE: {
    status: 422,
    retryable: true,
    title: 'No ONVIF device reached',
    message: 'No ONVIF device responds at this address.',
  },
  IMPORT_REFUSED: {
    status: 422,
    retryable: false,
    title: 'Import rejected',
    message: 'The file has problems, so nothing was imported; `details` names the rows.',
  },
  MODEL_REFUSED: {
    status: 422,
    retryable: false,
    title: 'Model package rejected',
    message: 'The model package failed validation.',
  },
  TOO_FEW_SPACES: {
    status: 422,
    retryable: false,
    title: 'Too few parking spaces',
    message: 'Turnover and mean stay need at least 4 spaces: sums of fewer spaces describe single vehicles.',
  },
  QUERY_TOO_EXPENSIVE: {
    status: 422,
    retryable: false,
    title: 'Query too expensive',
    message: 'The query exceeds its time or size limit. Use a shorter time range or fewer cameras.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    title: 'Rate limit exceeded',
    message: 'Too many requests. Wait for the time that the Retry-After header gives.',
  },
  TOO_MANY_STREAMS: {
    status: 429,
    retryable: true,
    title: 'Too many live streams',
    message: 'This session has too many open live streams. Close one and try again.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    retryable: false,
    title: 'Request headers too large',
    message: 'The address or the headers exceed 16 KB.',
  },
  ...serverErrors,
} as const satisfies ErrorTable;

export type ErrorCode = keyof typeof errorCatalogue;
