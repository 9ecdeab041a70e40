/** The message exceeds the size limit of the bus. It is never accepted; smaller messages are. */
export class MessageTooLargeError extends Error {
  constructor(subject: string, bytes: number, options?: ErrorOptions) {
    super(
      `message of ${bytes} bytes for ${subject} exceeds the size limit of the broker; send a smaller one`,
      options,
    );
    this.name = 'MessageTooLargeError';
  }
}
