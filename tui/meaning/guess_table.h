/* SPDX-License-Identifier: MIT */
/* guess_table.h - what keys look like that name something in any service:
 * tables of guess.c. */
#ifndef GUESS_TABLE_H
#define GUESS_TABLE_H

#include "guess.h"

/* ---- keys that name the same in every service ---- */

struct sure_key {
	struct str key;     /* as `stops` */
	enum type type;     /* TYPE_NONE: what its ARN or id tells */
	enum named_as part; /* AS_NAMED: what the words on the way tell */
};

static const struct sure_key sure_keys[] = {
	{ STR("KmsKeyId"), TYPE_KMS, AS_KEY },
	{ STR("KMSKeyId"), TYPE_KMS, AS_KEY },
	{ STR("KmsKeyArn"), TYPE_KMS, AS_KEY },
	{ STR("KmsKeyIdentifier"), TYPE_KMS, AS_KEY },
	{ STR("KmsKeyID"), TYPE_KMS, AS_KEY },
	{ STR("KmsMasterKeyId"), TYPE_KMS, AS_KEY },
	{ STR("KMSMasterKeyID"), TYPE_KMS, AS_KEY },
	{ STR("kms-key-id"), TYPE_KMS, AS_KEY },
	{ STR("KmsKey"), TYPE_NONE, AS_KEY },
	{ STR("EncryptionKey"), TYPE_NONE, AS_KEY },
	{ STR("EncryptionKeyArn"), TYPE_NONE, AS_KEY },
	{ STR("KeyArn"), TYPE_NONE, AS_KEY },
	{ STR("RoleArn"), TYPE_NONE, AS_ROLE },
	{ STR("RoleARN"), TYPE_NONE, AS_ROLE },
	{ STR("roleARN"), TYPE_NONE, AS_ROLE },
	{ STR("RoleArns"), TYPE_NONE, AS_ROLE },
	{ STR("Role"), TYPE_NONE, AS_ROLE },
	{ STR("IamRoles"), TYPE_NONE, AS_ROLE },
	{ STR("DeliverLogsPermissionArn"), TYPE_NONE, AS_ROLE },
	{ STR("IamInstanceProfileArn"), TYPE_NONE, AS_ROLE },
	{ STR("S3BucketName"), TYPE_BUCKET, AS_NAMED },
	{ STR("S3Bucket"), TYPE_BUCKET, AS_NAMED },
	{ STR("DestinationBucket"), TYPE_BUCKET, AS_DESTINATION },
	{ STR("TargetBucket"), TYPE_BUCKET, AS_DESTINATION },
	{ STR("LogDestination"), TYPE_NONE, AS_DESTINATION },
	{ STR("PeerOwnerId"), TYPE_ACCOUNT, AS_PEER },
	{ STR("PeerAccountId"), TYPE_ACCOUNT, AS_PEER },
};

/* ---- words on the way to a leaf that tell a part: the first that does ---- */

static const struct {
	struct str word; /* in any case */
	enum named_as part;
} part_words[] = {
	{ STR("destination"), AS_DESTINATION },
	{ STR("peer"), AS_PEER },
	{ STR("accepter"), AS_PEER },
	{ STR("source"), AS_SOURCE },
	{ STR("scriptLocation"), AS_SOURCE },
	{ STR("exportTo"), AS_DESTINATION },
	{ STR("exportLocation"), AS_DESTINATION },
	{ STR("output"), AS_DESTINATION },
};

/* ---- keys whose values name nothing that lasts, whatever they are ---- */

static const struct str nevers[] = {
	STR("RequestId"),
	STR("Token"),
	STR("EventId"),
	STR("ReservationId"),
	STR("RuntimeVersionArn"),
	STR("KeyPairId"),
	STR("Host"),
};

/* ---- keys of services without a row ----
 *
 * Hundreds of services have no row in the table; what their keys have in
 * common is how they end. */

static const struct str ends[] = {
	STR("Id"),  STR("Ids"),  STR("Arn"),   STR("Arns"),
	STR("ARN"), STR("Name"), STR("Names"),
};

/* Whole keys, or their ends where a capital begins them. */
static const struct str stops[] = {
	STR("RequestId"),     STR("Token"),           STR("VersionId"),
	STR("VersionIds"),    STR("AccessKeyId"),     STR("SessionName"),
	STR("SessionId"),     STR("PrincipalId"),     STR("EventId"),
	STR("EventName"),     STR("HostId"),          STR("HostName"),
	STR("OwnerId"),       STR("OwnerIds"),        STR("RegionName"),
	STR("RegionNames"),   STR("ZoneName"),        STR("AvailabilityZoneId"),
	STR("MetricName"),    STR("AttributeName"),   STR("AttributeNames"),
	STR("DnsName"),       STR("DisplayName"),     STR("FileName"),
	STR("DeviceName"),    STR("VirtualName"),     STR("UniqueId"),
	STR("ReservationId"), STR("RequesterId"),     STR("FilterName"),
	STR("StateName"),     STR("StatusName"),      STR("TypeName"),
	STR("CorrelationId"), STR("TransactionId"),   STR("TraceId"),
	STR("CommandId"),     STR("MessageId"),       STR("UploadId"),
	STR("OperationId"),   STR("OperationName"),   STR("ActionName"),
	STR("ColumnName"),    STR("FieldName"),       STR("FirstName"),
	STR("LastName"),      STR("GivenName"),       STR("FamilyName"),
	STR("EngineName"),    STR("CallerReference"), STR("IdempotencyToken"),
	STR("ServiceName"),   STR("ServiceNames"),    STR("TagName"),
	STR("AttachmentId"),  STR("PublishId"),       STR("ChangeId"),
	STR("ParentName"),    STR("NamespaceName"),   STR("x-amz-id-2"),
	STR("UserAgent"),     STR("LocationName"),
};

/* The same, but where the table knows the key. */
static const struct str vague[] = {
	STR("UserId"),    STR("UserIds"),    STR("AgentName"),
	STR("AccountId"), STR("AccountIds"),
};

static const struct str roots[] = {
	STR("requestParameters."),
	STR("responseElements."),
	STR("serviceEventDetails."),
};

#endif
