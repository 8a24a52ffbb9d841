/* SPDX-License-Identifier: MIT */
/* event_fields.h - two lists: the places in a record that its meaning is read
 * from, and the flags of an event.
 *
 * One line a place: the enum's name and the path without array indexes.
 * Source of all names: "CloudTrail record contents" and "userIdentity
 * element", AWS CloudTrail User Guide (record version 1.11). */
#ifndef EVENT_FIELDS_H
#define EVENT_FIELDS_H

#define EVENT_FIELDS(_)                                                        \
	_(TIME, "eventTime")                                                   \
	_(TIMESTAMP, "@timestamp")                                             \
	_(NAME, "eventName")                                                   \
	_(SOURCE, "eventSource")                                               \
	_(REGION, "awsRegion")                                                 \
	_(ADDRESS, "sourceIPAddress")                                          \
	_(AGENT, "userAgent")                                                  \
	_(ERROR_CODE, "errorCode")                                             \
	_(ERROR_MESSAGE, "errorMessage")                                       \
	_(READ_ONLY, "readOnly")                                               \
	_(ID, "eventID")                                                       \
	_(REQUEST_ID, "requestID")                                             \
	_(TYPE, "eventType")                                                   \
	_(CATEGORY, "eventCategory")                                           \
	_(RECIPIENT, "recipientAccountId")                                     \
	_(SHARED_ID, "sharedEventID")                                          \
	_(VPC_ENDPOINT, "vpcEndpointId")                                       \
	_(TLS, "tlsDetails.tlsVersion")                                        \
	_(USER_TYPE, "userIdentity.type")                                      \
	_(USER_PRINCIPAL, "userIdentity.principalId")                          \
	_(USER_ARN, "userIdentity.arn")                                        \
	_(USER_ACCOUNT, "userIdentity.accountId")                              \
	_(USER_KEY, "userIdentity.accessKeyId")                                \
	_(USER_NAME, "userIdentity.userName")                                  \
	_(INVOKED_BY, "userIdentity.invokedBy")                                \
	_(PROVIDER, "userIdentity.identityProvider")                           \
	_(SSO_USER, "userIdentity.onBehalfOf.userId")                          \
	_(ISSUER_TYPE, "userIdentity.sessionContext.sessionIssuer.type")       \
	_(ISSUER_ARN, "userIdentity.sessionContext.sessionIssuer.arn")         \
	_(ISSUER_NAME, "userIdentity.sessionContext.sessionIssuer.userName")   \
	_(ISSUER_ACCOUNT,                                                      \
	  "userIdentity.sessionContext.sessionIssuer.accountId")               \
	_(ISSUER_PRINCIPAL,                                                    \
	  "userIdentity.sessionContext.sessionIssuer.principalId")             \
	_(SESSION_MFA,                                                         \
	  "userIdentity.sessionContext.attributes.mfaAuthenticated")           \
	_(SESSION_SINCE,                                                       \
	  "userIdentity.sessionContext.attributes.creationDate")               \
	_(SOURCE_IDENTITY, "userIdentity.sessionContext.sourceIdentity")       \
	_(ASSUMED_ROOT, "userIdentity.sessionContext.assumedRoot")             \
	_(FROM_CONSOLE, "sessionCredentialFromConsole")                        \
	_(MFA_USED, "additionalEventData.MFAUsed")                             \
	_(LOGIN_TO, "additionalEventData.LoginTo")                             \
	_(LOGIN_USER, "additionalEventData.UserName")                          \
	_(LOGIN, "responseElements.ConsoleLogin")                              \
	_(ISSUED_KEY, "responseElements.credentials.accessKeyId")              \
	_(CREATED_KEY, "responseElements.accessKey.accessKeyId")               \
	_(ASSUMED_ARN, "responseElements.assumedRoleUser.arn")                 \
	_(INSIGHT_SOURCE, "insightDetails.eventSource")                        \
	_(INSIGHT_NAME, "insightDetails.eventName")                            \
	_(INSIGHT_STATE, "insightDetails.state")                               \
	_(INSIGHT_TYPE, "insightDetails.insightType")                          \
	_(AGGREGATE_ID, "eventId")                                             \
	_(AGGREGATE_ACCOUNT, "accountId")                                      \
	_(WINDOW_START, "timeWindow.windowStart")                              \
	_(ADDENDUM_REASON, "addendum.reason")

#define EVENT_FLAGS(_)                                                         \
	_(WRITE, 0)   /* changes something; else it is a read */               \
	_(GUESSED, 1) /* ... by its verb: readOnly is absent */                \
	_(FAILED, 2)  /* one of the four below is set too */                   \
	_(DENIED, 3)                                                           \
	_(THROTTLED, 4)                                                        \
	_(NOTFOUND, 5)                                                         \
	_(OTHER, 6)                                                            \
	_(NOTABLE, 7)                                                          \
	_(WORLD, 8)      /* an inbound grant to everyone */                    \
	_(MFA, 9)        /* made with MFA */                                   \
	_(MFA_KNOWN, 10) /* whether it was is recorded */                      \
	_(SERVICE, 11)   /* the user is an AWS service; else people */         \
	_(VIA_AWS, 12)   /* a person's credential, used by AWS */              \
	_(HIDDEN, 13)    /* some value holds hidden characters */              \
	_(UNDATED, 14)   /* no eventTime could be read */                      \
	_(CONFLICT, 15)  /* an event id seen before, other content */          \
	_(CROSS, 16)     /* caller's account is not the recipient's */         \
	_(PARTIAL, 17)   /* of several things asked for some failed */         \
	_(SHARED, 18)    /* notable; lets another account or everyone in */

#endif
