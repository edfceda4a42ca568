/** Attributes of a trail that exists. */
export interface TrailAttributes {
  /** The ARN of the trail. */
  readonly trailArn: string;
}
