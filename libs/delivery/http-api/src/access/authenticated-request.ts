import type { Principal } from '@vialog/access';
import type { FastifyRequest } from 'fastify';

/** A request after the guard; it has no principal on public routes. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}
