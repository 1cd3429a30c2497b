/* The report that both sides of the comparison write: the portal through its form,
 * the bare client by its statements. Everything in it is invented. */
#ifndef BENCH_SAMPLE_H
#define BENCH_SAMPLE_H

#define SAMPLE_KIND "hazard"
#define SAMPLE_SECTOR "CON"
#define SAMPLE_COUNTY "370902"
#define SAMPLE_SUBJECT_TYPE "enterprise"
#define SAMPLE_SUBJECT "示例一号建筑工程有限公司"
#define SAMPLE_HAPPENED "上周三下午"
#define SAMPLE_PLACE "示例路 1 号工地东侧塔吊旁"
#define SAMPLE_SENTENCE "塔吊的回转限位器已经失灵数日，现场没有警示标志，工人仍在吊臂下作业。"
#define SAMPLE_STORY                                                                                                   \
	SAMPLE_SENTENCE SAMPLE_SENTENCE SAMPLE_SENTENCE SAMPLE_SENTENCE SAMPLE_SENTENCE SAMPLE_SENTENCE SAMPLE_SENTENCE

#define SAMPLE_CHUNK (256 * 1024)
#define SAMPLE_PHOTOS 2

#endif
