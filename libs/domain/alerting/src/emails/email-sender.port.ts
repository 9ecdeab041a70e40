import type { EmailChannel } from '@vialog/contracts';
import type { DeliveryOutcome } from '../channels/delivery-outcome.ts';

export interface EmailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Id of the event. Attempts and channels with the same id are the same message. */
  readonly messageId: string;
  /** Id of the message that this one continues. */
  readonly inReplyTo?: string | undefined;
}

export interface EmailRequest {
  readonly server: Pick<EmailChannel, 'host' | 'port' | 'security' | 'username'>;
  readonly password: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  readonly message: EmailMessage;
}

/** Sends messages by SMTP. */
export interface EmailSender {
  /** Never rejects, and resolves after a bounded time, or when the signal aborts. */
  send(request: EmailRequest, signal: AbortSignal): Promise<DeliveryOutcome>;
}
