export type ErrorTable = Record<
  string,
  { readonly status: number; readonly retryable: boolean; readonly title: string; readonly message: string }
>;

/** The errors of the API with a status of 500 and above. */
export const serverErrors = {
  INTERNAL: {
    status: 500,
    retryable: true,
    title: 'Internal error',
    message: 'An internal error occurred. The correlation id identifies the log line.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    title: 'Event store unavailable',
    message:
      'The event store does not respond. Counting continues; counts are stored when it responds again.',
  },
  STREAM_CAPACITY: {
    status: 503,
    retryable: true,
    title: 'Live stream capacity reached',
    message: 'The server has reached its limit of open live streams. Try again later.',
  },
  SECRETS_UNAVAILABLE: {
    status: 503,
    retryable: true,
    title: 'Credentials cannot be encrypted',
    message: 'The key file that encrypts credentials is missing or invalid; nothing was changed.',
  },
  STILL_UNAVAILABLE: {
    status: 503,
    retryable: true,
    title: 'Still unavailable',
    message: 'No still picture of this camera is available.',
  },
  CAPTURE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    title: 'No response from the capturing process',
    message: 'The process that captures this camera did not respond. Try again.',
  },
  DETECTOR_UNAVAILABLE: {
    status: 503,
    retryable: true,
    title: 'Detector unavailable',
    message: 'The picture could not be counted. Try again.',
  },
  STORAGE_FULL: {
    status: 507,
    retryable: true,
    title: 'Disk full',
    message:
      'The disk of the server is full; nothing was changed. Free some space and send the request again.',
  },
} as const satisfies ErrorTable;
