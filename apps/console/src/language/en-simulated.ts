/** Texts that mark simulated numbers. */
export const enSimulated = {
  simulated: {
    mark: 'Simulated',
    site: 'All figures of this site are simulated: its cameras show rendered scenes.',
    history:
      'This server has a simulated history of the demo town from {{from}} to {{to}}. From then on its live cameras count. Simulated figures are never combined with those of real cameras.',
    writing: 'It is still being computed, newest days first.',
    remove: 'Remove simulated history',
  },
};
