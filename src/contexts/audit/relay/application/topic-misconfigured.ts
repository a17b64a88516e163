/** The topic differs from its configuration. */
export class TopicMisconfigured extends Error {
  override readonly name = 'TopicMisconfigured';
}
