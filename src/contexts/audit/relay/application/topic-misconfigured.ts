/** Somebody made or changed the topic otherwise than configured. */
export class TopicMisconfigured extends Error {
  override readonly name = 'TopicMisconfigured';
}
