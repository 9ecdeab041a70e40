/** Injection tokens; one per port, so that a controller asks for what it uses and no more. */
export const REGISTRY = Symbol('Registry');
export const ACCESS = Symbol('Access');
export const EVENT_ANSWERS = Symbol('EventAnswers');
export const LIVE_HUB = Symbol('LiveHub');
export const HEALTH_BOARD = Symbol('HealthBoard');
export const MODEL_STORE = Symbol('ModelStore');
export const STILLS = Symbol('Stills');
export const HEALTH_CHECKS = Symbol('HealthCheck[]');
export const METRICS = Symbol('Metrics');
export const HTTP_RULES = Symbol('HttpRules');
