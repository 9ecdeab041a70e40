import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'messaging-nats', rootDir: import.meta.dirname };
